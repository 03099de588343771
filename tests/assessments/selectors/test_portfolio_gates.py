"""Open gates of a whole portfolio: the same as of each park by itself."""

import pytest

from assessments.models import GateReading, StandingQuarter
from assessments.selectors.gates import gates_of
from assessments.selectors.portfolio_choices import portfolio_shown
from assessments.selectors.portfolio_filters import portfolio_filter
from assessments.selectors.portfolio_gates import open_gates
from governance.models import PathStep, StageReport
from parks.models import Park
from tests.assessments.gated import AUGUST, GAP, GATED, GOOD, POOR, before_the_gate
from tests.assessments.many import copy_park
from tests.assessments.small import at, publish


def both(user, day=AUGUST, **query):
    """Return the open gates as the portfolio tells them, and as each park does."""
    with at(day):
        shown = portfolio_shown(user, portfolio_filter(query)).shown
        states = gates_of(Park.objects.filter(pk__in=shown.parks()), known_at=shown.moment)
        mine = {
            (one.park_id, one.from_stage, one.to_stage, one.period) for one in open_gates(shown)
        }
    theirs = {
        (one.park_id, one.from_stage, one.to_stage, one.period)
        for one in states.values()
        if one.is_open
    }
    return mine, theirs


@pytest.mark.parametrize(
    ("first", "second", "opened"),
    [
        (GOOD, GOOD, 1),
        (GOOD, POOR, 0),
        (POOR, GOOD, 0),
        (GAP, GOOD, 0),
        (GOOD, None, 0),
    ],
)
def test_a_gate_is_open_here_where_it_is_open_there(cast, first, second, opened):
    before_the_gate(cast, first=first, second=second)
    mine, theirs = both(cast.reviewer)
    assert mine == theirs
    assert len(mine) == opened


def stale():
    StandingQuarter.objects.filter(period__code="2025-Q1").update(is_stale=True)


def not_accepted():
    StageReport.objects.filter(period__code="2025-Q1").update(status="draft")


def another_stage():
    PathStep.objects.update(stage="t2")


def another_reading():
    GateReading.objects.filter(period__code="2025-Q2").update(from_stage="t2", to_stage="t3")


@pytest.mark.parametrize("change", [stale, not_accepted, another_stage, another_reading])
def test_what_closes_a_gate_there_closes_it_here(cast, change):
    before_the_gate(cast)
    change()
    assert both(cast.reviewer) == (set(), set())


def test_other_rules_in_force_close_it_and_the_same_rules_do_not(cast):
    before_the_gate(cast)
    publish(cast, GATED.replace('version: "1"', 'version: "2"'))
    mine, theirs = both(cast.reviewer)
    assert mine == theirs
    publish(
        cast, GATED.replace('version: "1"', 'version: "3"').replace("vacancy < 20", "vacancy < 30")
    )
    assert both(cast.reviewer) == (set(), set())


def test_as_of_a_day_gates_are_as_they_were_known(cast):
    before_the_gate(cast)
    for day in ("2025-04-15", "2025-06-30", "2025-08-01"):
        mine, theirs = both(cast.reviewer, "2025-08-20", as_of=day)
        assert mine == theirs


def test_a_window_may_end_with_a_quarter_that_is_not_due_yet(cast):
    before_the_gate(cast)
    mine, theirs = both(cast.reviewer, "2025-07-08")
    assert mine == theirs


def test_open_gates_take_the_same_queries_for_one_park_and_for_many(
    cast, django_assert_num_queries
):
    park = before_the_gate(cast)
    for count in (1, 3):
        for number in range(count - 1):
            other = copy_park(park, f"LH-2{number}")
            for row in GateReading.objects.filter(park=park):
                row.pk, row.park = None, other
                row.save()
        with at(AUGUST):
            shown = portfolio_shown(cast.reviewer, portfolio_filter({})).shown
            with django_assert_num_queries(6):
                assert len(open_gates(shown)) == count
