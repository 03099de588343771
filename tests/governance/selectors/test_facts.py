"""What a report knows of the present and the past."""

from datetime import UTC, date, datetime

import pytest

from accounts import clock
from engine.rules import MISSING, NOT_APPLICABLE, OK
from governance.choices import EntrySource
from governance.selectors.facts import end_of_period, load_contents
from governance.services.forms import AskedRow, install_forms
from governance.services.reports import open_report, save_entry
from parks.choices import Frequency, Provenance
from parks.models import Indicator
from parks.services.observations import Observed, observe
from tests.factories import make_indicator, make_park, make_period
from tests.governance.forms_for_tests import accept_filled, in_october, small_form, small_report


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def cell(facts, name, back=0):
    namespace, _dot, code = name.rpartition(".")
    column = facts.column(namespace or "value", code, back)
    return float(column.values[0]) if column.state[0] == OK else int(column.state[0])


def facts_of(report):
    return load_contents([report])[report.pk].facts


def record(cast, code, period, value, reason=""):
    indicator = Indicator.objects.get(code=code)
    observe(
        cast.park,
        make_period(period),
        [Observed(indicator.pk, value, reason)],
        by=cast.authority,
        provenance=Provenance.IMPORT,
    )


@pytest.mark.parametrize(
    ("every", "back", "ends_on"),
    [
        ("month", 0, date(2026, 2, 28)),
        ("month", 2, date(2025, 12, 31)),
        ("quarter", 0, date(2026, 3, 31)),
        ("quarter", 1, date(2025, 12, 31)),
        ("year", 0, date(2026, 12, 31)),
        ("year", 3, date(2023, 12, 31)),
    ],
)
def test_periods_are_counted_backwards(every, back, ends_on):
    assert end_of_period(every, date(2026, 2, 28), back) == ends_on


def test_what_the_report_asks_is_its_own_entry_even_if_empty(cast):
    accept_filled(cast, "2026-Q2", vacant=30)
    report = small_report(cast.park)
    facts = facts_of(report)
    assert (cell(facts, "vacant"), cell(facts, "previous.vacant")) == (MISSING, 30.0)
    save_entry(
        report,
        "vacant",
        value=None,
        missing_reason="not_applicable",
        note="",
        seen_version=0,
        by=cast.editor,
    )
    assert cell(facts_of(report), "vacant") == NOT_APPLICABLE


def test_the_last_value_is_the_latest_that_there_is_however_old(cast):
    report = small_report(cast.park)
    assert facts_of(report).last_value("vacant") is None
    record(cast, "vacant", "2025-Q2", 40.0)
    record(cast, "vacant", "2026-Q2", None, "late")
    record(cast, "floor", "2026-Q2", None, "late")
    facts = facts_of(report)
    assert (facts.last_value("vacant").period, facts.last_value("vacant").value) == ("2025-Q2", 40)
    assert facts.last_value("floor").missing_reason == "late"
    assert cell(facts, "previous.vacant") == MISSING


def test_what_it_does_not_ask_is_the_latest_accepted_by_its_end(cast):
    report = small_report(cast.park, form=yearly_and_monthly())
    for period, value in [
        ("2024", 1),
        ("2025", 2),
        ("2026-08", 8),
        ("2026-09", 9),
        ("2026-10", 10),
    ]:
        record(cast, "yearly" if len(period) == 4 else "monthly", period, value)
    facts = facts_of(report)
    assert [cell(facts, "yearly"), cell(facts, "previous.yearly")] == [2.0, 1.0]
    assert [cell(facts, "monthly"), cell(facts, "previous.monthly")] == [9.0, 8.0]
    assert [cell(facts, "monthly", back) for back in (1, 2)] == [8.0, MISSING]
    assert [cell(facts, "yearly", back) for back in (1, 2)] == [1.0, MISSING]
    assert [cell(facts, "both"), cell(facts, "previous.both")] == [11.0, MISSING]


def yearly_and_monthly():
    make_indicator("monthly", Frequency.MONTH)
    make_indicator("yearly", Frequency.YEAR)
    make_indicator("asked")
    make_indicator("both")
    formula = AskedRow(
        "both",
        EntrySource.FORMULA,
        "",
        formula="monthly + yearly",
        items=("monthly", "yearly"),
    )
    rows = [AskedRow("asked", EntrySource.ENTRY, ""), formula]
    made = install_forms(framework="f", version="1", stages=[], rows=rows, checks=[], by=None)
    return next(form for form in made if form.every == "quarter")


def test_an_earlier_value_is_the_latest_however_old(cast):
    small_form()
    record(cast, "employees", "2024-Q1", 40)
    facts = facts_of(small_report(cast.park))
    assert cell(facts, "previous.employees") == 40.0
    assert cell(facts, "employees", 1) == MISSING


def test_a_formula_of_an_earlier_period_uses_what_was_known_of_it(cast):
    accept_filled(cast, "2026-Q1", vacant=40)
    accept_filled(cast, "2026-Q2", vacant=30)
    facts = facts_of(small_report(cast.park))
    assert cell(facts, "vacancy") == MISSING
    assert cell(facts, "previous.vacancy") == 30.0
    assert cell(facts, "vacancy", 2) == 40.0


def test_a_month_report_computes_a_quarterly_formula_from_its_own_items(cast):
    make_indicator("part", Frequency.MONTH)
    make_indicator("share")
    make_indicator("other")
    rows = [
        AskedRow("share", EntrySource.FORMULA, "", formula="part * 2", items=("part",)),
        AskedRow("other", EntrySource.ENTRY, ""),
    ]
    made = install_forms(framework="f", version="1", stages=[], rows=rows, checks=[], by=None)
    report = open_report(cast.park, make_period("2026-08"), made[0], stage="")
    with clock.at(datetime(2026, 9, 3, tzinfo=UTC)):
        save_entry(
            report, "part", value=7, missing_reason="", note="", seen_version=0, by=cast.editor
        )
    record(cast, "part", "2026-06", 5)
    facts = facts_of(report)
    assert (cell(facts, "share"), cell(facts, "previous.share")) == (14.0, 10.0)


def test_many_reports_load_in_as_many_queries_as_one(cast, django_assert_num_queries):
    form = small_form()
    reports = [small_report(cast.park)]
    with django_assert_num_queries(4):
        load_contents(reports)
    reports += [small_report(make_park(), form=form), small_report(make_park(), form=form)]
    with django_assert_num_queries(4):
        assert len(load_contents(reports)) == 3
