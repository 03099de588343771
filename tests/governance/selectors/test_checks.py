"""Checks of a report: which hold, fail and by how much, or cannot be decided."""

import pytest

from governance.choices import CheckLevel
from governance.models import FormCheck
from governance.selectors.checks import report_checks
from governance.services.reports import save_entry
from tests.governance.forms_for_tests import accept_filled, filled_report, in_october, small_report


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def outcomes(report):
    return [(result.outcome, result.off_by) for result in report_checks(report)]


def test_checks_hold_fail_or_are_skipped(cast):
    report = small_report(cast.park)
    assert outcomes(report) == [("skipped", None), ("skipped", None)]
    report = filled_report(cast.park, cast.editor, vacant=130)
    assert outcomes(report) == [("fails", 30.0), ("skipped", None)]


def test_what_cannot_be_decided_names_what_is_missing_and_may_fail(cast):
    report = filled_report(cast.park, cast.editor)
    FormCheck.objects.filter(level=CheckLevel.WARNING).update(missing_fails=True)
    result = report_checks(report)[1]
    assert (result.outcome, result.missing) == ("fails", ("previous.employees",))


def test_a_warning_is_noted_on_any_entry_it_names_items_of_formulas_included(cast):
    accept_filled(cast, "2026-Q2", vacant=90)
    report = filled_report(cast.park, cast.editor)
    FormCheck.objects.create(
        form=report.form,
        position=9,
        level=CheckLevel.WARNING,
        rule="abs(vacancy - previous.vacancy) <= 10",
    )
    result = report_checks(report)[-1]
    assert (result.outcome, result.off_by, result.codes) == ("fails", 60.0, ("vacant", "floor"))
    assert result.is_blocking
    save_entry(
        report, "floor", value=100, missing_reason="", note="So.", seen_version=1, by=cast.editor
    )
    assert not report_checks(report)[-1].is_blocking


def test_checks_load_in_a_constant_number_of_queries(cast, django_assert_num_queries):
    report = filled_report(cast.park, cast.editor)
    with django_assert_num_queries(4):
        report_checks(report)
