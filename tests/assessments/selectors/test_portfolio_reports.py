"""The lists of reports in a portfolio."""

import pytest

from assessments.selectors.portfolio_gates import OpenGate
from assessments.selectors.portfolio_reports import (
    lists_of,
    overdue,
    report_counts,
    report_list,
    rows_of,
    waiting,
)
from assessments.services.following import tick
from governance.report_workflow import reopen_report, submit_report
from tests.assessments.portfolio_of import shown_to
from tests.assessments.small import at, draft, fill
from tests.factories import make_park


@pytest.fixture
def opened(cast, scored):
    with at("2025-07-20"):
        tick()
        submit_report(fill(draft(scored, "2025-04"), {"tax": 5.0}, cast), by=cast.lead)
    return scored


def periods(reports):
    return sorted(reports.values_list("period__code", flat=True))


def test_overdue_reports_are_those_that_nobody_submitted_in_time(cast, opened):
    shown = shown_to(cast.reviewer)
    assert periods(overdue(shown)) == ["2025-05", "2025-06"]
    assert periods(waiting(shown)) == ["2025-04"]


def test_a_reopened_report_is_not_overdue_while_the_accepted_one_counts(cast, opened):
    with at("2025-07-20"):
        report = opened.reports.get(period__code="2025-Q2")
        reopen_report(report, by=cast.authority, reason="A mistake.")
    shown = shown_to(cast.reviewer)
    assert "2025-Q2" not in periods(overdue(shown))
    assert report_counts(shown, ()).accepted == 1


def test_drafts_do_not_exist_for_observers(cast, opened):
    shown = shown_to(cast.observer)
    assert lists_of(shown) == ("missing", "accepted", "gates")
    assert periods(overdue(shown)) == []
    assert report_list(shown, (), "overdue", None).error
    assert report_list(shown, (), "", None).name == "missing"


def test_a_quarter_s_parks_are_accepted_or_not(cast, opened):
    make_park("LH-02", opened.region)  # not on the path: nothing is expected
    now, before = shown_to(cast.reviewer), shown_to(cast.reviewer, quarter="2025-Q1")
    assert [one.code for one in rows_of(now, "accepted")] == ["LH-01"]
    assert list(rows_of(now, "missing")) == []
    opened.reports.filter(period__code="2025-Q1").update(status="draft")
    assert [one.code for one in rows_of(before, "missing")] == ["LH-01"]


def test_as_of_a_day_reports_are_as_they_stood(cast, opened):
    day = "2025-08-20"
    early = shown_to(cast.reviewer, day=day, as_of="2025-07-15")
    assert periods(waiting(early)) == []
    later = shown_to(cast.reviewer, day=day, as_of="2025-07-20")
    assert periods(waiting(later)) == ["2025-04"]
    assert periods(overdue(later)) == ["2025-05", "2025-06"]
    first = shown_to(cast.reviewer, day=day, as_of="2025-05-10", quarter="2025-Q1")
    assert [one.code for one in rows_of(first, "accepted")] == ["LH-01"]


def test_each_list_has_as_many_rows_as_are_counted(cast, opened):
    shown = shown_to(cast.reviewer)
    gates = (OpenGate(opened.pk, opened.code, "t1", "t2", "2025-Q2"),)
    counts = report_counts(shown, gates)
    for name in lists_of(shown):
        found = report_list(shown, gates, name, None)
        assert (found.page.paginator.count, len(found.rows)) == (counts.of(name),) * 2


def test_rows_say_how_late_they_are(cast, opened):
    with at("2025-07-20"):
        rows = report_list(shown_to(cast.reviewer), (), "overdue", None).rows
    assert [(one.period, one.days_late) for one in rows] == [("2025-05", 45), ("2025-06", 15)]
