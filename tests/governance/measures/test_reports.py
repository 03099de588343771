"""How much of what reports had to ask was filed, counted by hand on the small form: three entries are required."""

from datetime import UTC, datetime

import pytest

from accounts import clock
from governance.measures.reports import REPORT_MEASURES
from governance.models import StageReport
from governance.report_workflow import reopen_report, submit_report
from governance.services.reports import save_entry
from tests.factories import make_park, make_period
from tests.governance.forms_for_tests import (
    accept_filled,
    fill,
    filled_report,
    in_october,
    small_report,
)
from tests.governance.process_for_tests import figure_of

CODE = "report_completeness"
MONTH = "2026-09"


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def figure(park, period=MONTH):
    return figure_of(REPORT_MEASURES, CODE, park, make_period(period))


def state_reason(report, code, by):
    version = report.entries.get(indicator__code=code).version
    save_entry(
        report, code, value=None, missing_reason="not_measured", note="No meter.",
        seen_version=version, by=by,
    )  # fmt: skip


def ask_for_meetings(report):
    """Nothing computes the small form's meetings: the committee is asked for them, and the entry is required."""
    return report.entries.get(indicator__code="meetings").source


def test_required_entries_with_a_value_count(cast):
    report = filled_report(cast.park, cast.editor)
    assert ask_for_meetings(report) == "self_reported"
    assert figure(cast.park) == (100.0, 4.0, 4.0)


def test_a_reason_for_no_value_is_no_value(cast):
    report = filled_report(cast.park, cast.editor)
    state_reason(report, "employees", cast.editor)
    assert figure(cast.park) == (75.0, 3.0, 4.0)


def test_without_a_report_nothing_is_said(cast):
    assert figure(cast.park) == (None, 0, 0)


def test_an_empty_draft_counts_as_nothing_filed(cast):
    small_report(cast.park)
    assert figure(cast.park) == (0.0, 0.0, 4.0)


def test_what_is_filed_late_counts_for_its_period(cast):
    report = small_report(cast.park)
    with clock.at(datetime(2026, 11, 10, 6, tzinfo=UTC)):
        fill(report, cast.editor)
        submit_report(report, by=cast.lead)
    assert figure(cast.park) == (100.0, 4.0, 4.0)


def test_reports_for_periods_that_end_in_other_months_do_not_count(cast):
    filled_report(cast.park, cast.editor, "2026-Q2")
    assert figure(cast.park) == (None, 0, 0)
    assert figure(cast.park, "2026-06") == (100.0, 4.0, 4.0)
    assert figure(cast.park, "2026-08") == (None, 0, 0)


def test_a_revision_counts_when_it_is_handed_in(cast):
    report = accept_filled(cast)
    reopen_report(report, reason="A wrong figure.", by=cast.authority)
    draft = StageReport.objects.get(park=cast.park, revision=2)
    state_reason(draft, "employees", cast.editor)
    assert figure(cast.park) == (100.0, 4.0, 4.0)
    submit_report(draft, by=cast.lead)
    assert figure(cast.park) == (75.0, 3.0, 4.0)


def test_all_parks_are_read_at_once(cast, django_assert_num_queries):
    parks = [cast.park, make_park(), make_park()]
    filled_report(cast.park, cast.editor)
    small_report(parks[1])
    period = make_period(MONTH)
    for asked in (parks[:1], parks):
        with django_assert_num_queries(2):
            found = REPORT_MEASURES[CODE].figures([one.pk for one in asked], period)
    assert [found[one.pk].value for one in parks] == [100.0, 0.0, None]
