"""What supervision says of parks, counted by hand: an ordinary case, an empty register, late rows, events outside."""

from datetime import UTC, date, datetime

import pytest

from governance import finding_workflow as workflow
from governance.measures.supervision import SUPERVISION_MEASURES
from governance.models import MonthlyNotice, PathStep, SupervisionRound
from tests.factories import make_period
from tests.governance.supervised import (
    LINK,
    in_october,
    more_parks,
    on_day,
    raised,
)


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


@pytest.fixture
def park(cast):
    """The cast's park, on its path since long ago."""
    enter(cast.park, date(2024, 1, 1), cast)
    return cast.park


def enter(park, day, cast):
    PathStep.objects.create(
        park=park,
        stage="t1",
        entered_on=day,
        reason="x",
        decided_by=cast.authority,
        decided_at=datetime(2024, 1, 1, tzinfo=UTC),
    )


def figure(code, park, period):
    return SUPERVISION_MEASURES[code].figures([park.pk], make_period(period))[park.pk]


def notice(park, month, due, issued, cast):
    moment = datetime(issued.year, issued.month, issued.day, tzinfo=UTC) if issued else None
    return MonthlyNotice.objects.create(
        park=park,
        period=make_period(month),
        due_on=due,
        issued_on=issued,
        issued_at=moment,
        issued_by=cast.authority if issued else None,
    )


def supervision_round(region, quarter, cast, *, closed=True):
    moment = datetime(2026, 10, 1, tzinfo=UTC)
    return SupervisionRound.objects.create(
        region=region,
        period=make_period(quarter),
        seed=1,
        reports_asked=1,
        evidence_asked=1,
        opened_at=moment,
        opened_by=cast.authority,
        closed_at=moment if closed else None,
    )


# Notices: in the 12 months ending on 30 September 2026 those of September 2025 to August 2026 were due.


def test_notices_issued_by_the_tenth_count(cast, park):
    notice(park, "2025-09", date(2025, 10, 10), date(2025, 10, 10), cast)
    notice(park, "2026-07", date(2026, 8, 10), date(2026, 8, 3), cast)
    notice(park, "2026-08", date(2026, 9, 10), date(2026, 9, 11), cast)
    found = figure("notices_on_time", park, "2026-09")
    assert (found.value, found.part, found.whole) == (pytest.approx(100 * 2 / 12), 2.0, 12.0)
    assert [one.part for one in found.records] == [1.0, 1.0, 0.0]


def test_where_no_notice_was_issued_none_was_in_time(cast, park):
    found = figure("notices_on_time", park, "2026-09")
    assert (found.value, found.whole, found.records) == (0.0, 12.0, ())


def test_a_notice_is_late_by_its_day_whenever_it_was_entered(cast, park):
    """It was due within the 12 months and issued after they had ended."""
    notice(park, "2026-08", date(2026, 9, 10), date(2026, 10, 5), cast)
    found = figure("notices_on_time", park, "2026-09")
    assert (found.value, len(found.records)) == (0.0, 1)


def test_notices_due_at_another_time_do_not_count(cast, park):
    notice(park, "2025-08", date(2025, 9, 10), date(2025, 9, 9), cast)
    notice(park, "2026-09", date(2026, 10, 10), date(2026, 10, 2), cast)
    notice(park, "2026-07", date(2026, 8, 10), None, cast)
    assert figure("notices_on_time", park, "2026-09").records == ()


def test_notices_are_due_since_the_park_entered_its_path(cast):
    assert figure("notices_on_time", cast.park, "2026-09").value is None
    enter(cast.park, date(2026, 7, 15), cast)
    notice(cast.park, "2026-06", date(2026, 7, 10), date(2026, 7, 9), cast)
    notice(cast.park, "2026-07", date(2026, 8, 10), date(2026, 8, 9), cast)
    found = figure("notices_on_time", cast.park, "2026-09")
    assert (found.value, found.part, found.whole) == (50.0, 1.0, 2.0)


# Rounds: in the four quarters ending with Q3 2026 those of Q3 2025 to Q2 2026 were due.


def test_closed_rounds_over_the_park_count(cast, park):
    supervision_round(cast.district, "2025-Q3", cast)
    supervision_round(cast.province, "2026-Q1", cast)
    supervision_round(cast.district, "2026-Q2", cast, closed=False)
    found = figure("supervisions_done", park, "2026-Q3")
    assert (found.value, found.part, found.whole) == (50.0, 2.0, 4.0)


def test_without_rounds_none_of_the_four_was_carried_out(cast, park):
    found = figure("supervisions_done", park, "2026-Q3")
    assert (found.value, found.whole) == (0.0, 4.0)


def test_a_round_closed_after_the_quarter_counts_for_its_own(cast, park):
    """The round of Q2 was due by the end of September and was closed on 1 October."""
    done = supervision_round(cast.district, "2026-Q2", cast)
    assert [one.record for one in figure("supervisions_done", park, "2026-Q3").records] == [done.pk]


def test_rounds_of_other_quarters_and_regions_do_not_count(cast, park):
    supervision_round(cast.district, "2025-Q2", cast)
    supervision_round(cast.district, "2026-Q3", cast)
    supervision_round(cast.foreign_park.region, "2026-Q1", cast)
    assert figure("supervisions_done", park, "2026-Q3").records == ()


def test_two_rounds_over_one_park_and_quarter_are_one(cast, park):
    supervision_round(cast.district, "2026-Q1", cast)
    supervision_round(cast.province, "2026-Q1", cast)
    assert figure("supervisions_done", park, "2026-Q3").value == 25.0


def test_rounds_are_due_since_the_park_entered_its_path(cast):
    assert figure("supervisions_done", cast.park, "2026-Q3").value is None
    enter(cast.park, date(2026, 2, 1), cast)
    supervision_round(cast.district, "2025-Q4", cast)
    supervision_round(cast.district, "2026-Q1", cast)
    found = figure("supervisions_done", cast.park, "2026-Q3")
    assert (found.value, found.part, found.whole) == (50.0, 1.0, 2.0)


# Findings whose deadline fell in September 2026


def closed_on(cast, closing, **facts):
    finding = raised(cast, **facts)
    with on_day(closing):
        workflow.rectify_finding(finding, text="Done.", proof=LINK, by=cast.lead)
        return workflow.close_finding(finding, by=cast.reviewer)


def test_findings_closed_by_their_deadline_count(cast, park):
    august = {"day": date(2026, 8, 11), "days": 30}  # due on 10 September
    closed_on(cast, date(2026, 9, 10), **august)
    closed_on(cast, date(2026, 9, 11), **august)
    raised(cast, **august)
    found = figure("findings_closed_on_time", park, "2026-09")
    assert (found.value, found.part, found.whole) == (pytest.approx(100 / 3), 1.0, 3.0)


def test_without_a_deadline_in_the_month_nothing_is_said(cast, park):
    assert figure("findings_closed_on_time", park, "2026-09").value is None


def test_a_rectified_finding_that_is_not_closed_does_not_count(cast, park):
    finding = raised(cast, day=date(2026, 8, 11), days=30)
    with on_day(date(2026, 9, 1)):
        workflow.rectify_finding(finding, text="Done.", proof=LINK, by=cast.lead)
    assert figure("findings_closed_on_time", park, "2026-09").value == 0.0


def test_a_finding_entered_late_counts_by_its_deadline(cast, park):
    """It was entered on 9 October, as found on 1 September and due on 20 September."""
    raised_late(cast, date(2026, 9, 1), date(2026, 9, 20))
    found = figure("findings_closed_on_time", park, "2026-09")
    assert (found.value, found.whole) == (0.0, 1.0)


def raised_late(cast, found_on, due_on):
    facts = workflow.FindingFacts(title="x", severity="minor", due_on=due_on, raised_on=found_on)
    return workflow.raise_finding(cast.park, facts, by=cast.reviewer)


def test_deadlines_in_other_months_do_not_count(cast, park):
    closed_on(cast, date(2026, 8, 20), day=date(2026, 8, 1), days=30)  # due on 31 August
    raised(cast, day=date(2026, 9, 1), days=30)  # due on 1 October
    assert figure("findings_closed_on_time", park, "2026-09").records == ()


# Findings open on 30 September 2026


def plan_on(finding, day, cast):
    with on_day(day):
        workflow.plan_action(finding, action="Order.", action_on=date(2026, 12, 1), by=cast.lead)


def test_open_findings_with_an_action_count(cast, park):
    plan_on(raised(cast), date(2026, 9, 30), cast)
    raised(cast)
    plan_on(raised(cast), date(2026, 10, 1), cast)  # not on record on the last day
    still_open = closed_on(cast, date(2026, 10, 2))
    found = figure("findings_with_action", park, "2026-Q3")
    assert (found.value, found.part, found.whole) == (25.0, 1.0, 4.0)
    assert still_open.pk in {one.record for one in found.records}


def test_without_open_findings_nothing_is_said(cast, park):
    assert figure("findings_with_action", park, "2026-Q3").value is None


def test_a_finding_entered_late_was_open_since_it_was_found(cast, park):
    raised_late(cast, date(2026, 9, 1), date(2026, 12, 1))
    found = figure("findings_with_action", park, "2026-Q3")
    assert (found.value, found.whole) == (0.0, 1.0)


def test_findings_not_open_on_the_last_day_do_not_count(cast, park):
    closed_on(cast, date(2026, 9, 30))
    raised(cast, day=date(2026, 10, 1))
    assert figure("findings_with_action", park, "2026-Q3").records == ()


# All parks in a few queries

QUERIES = {
    "notices_on_time": 3,
    "supervisions_done": 4,
    "findings_closed_on_time": 1,
    "findings_with_action": 1,
}


@pytest.mark.parametrize("code", QUERIES)
def test_three_parks_cost_as_much_as_one(cast, park, code, django_assert_num_queries):
    period = make_period(
        "2026-Q3" if code in {"supervisions_done", "findings_with_action"} else "2026-09"
    )
    parks = [park]
    for several in (1, 3):
        if several == 3:
            parks += more_parks(cast, 2)
        for one in parks:
            raised(cast, park=one, day=date(2026, 8, 11), days=30)
        supervision = SUPERVISION_MEASURES[code]
        with django_assert_num_queries(QUERIES[code]):
            figures = supervision.figures([one.pk for one in parks], period)
        assert set(figures) == {one.pk for one in parks}


def test_each_measure_stands_under_its_indicator():
    assert {code: one.indicator for code, one in SUPERVISION_MEASURES.items()} == {
        code: code for code in QUERIES
    }
