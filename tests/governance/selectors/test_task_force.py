"""The task force of a park as it stood on a day, and its programme against the plan."""

import pytest

from governance.selectors.task_force import Span, task_force_of
from tests.factories import make_park
from tests.governance.process_for_tests import enter
from tests.governance.supervised import in_october
from tests.parks.places_for_tests import day

TODAY = day("2026-10-09")


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def found_on(cast, text="2026-10-09"):
    return task_force_of(cast.park, day(text))


def test_members_stand_by_department_while_they_are_in_it(cast):
    land = {"department": "Land"}
    enter(
        "members",
        cast.park,
        {**land, "name_en": "Li"},
        {"name_en": "Zhao", "department": "Construction", "joined_on": "2026-10-09"},
        {**land, "name_en": "Sun", "left_on": "2026-10-10"},
        {**land, "name_en": "Gone", "left_on": "2026-10-09"},
        {**land, "name_en": "Coming", "joined_on": "2026-10-10"},
    )
    found = found_on(cast)
    assert {one.name: [who.name for who in one.members] for one in found.departments} == {
        "Construction": ["Zhao"],
        "Land": ["Li", "Sun"],
    }
    assert found.members == 3


def test_rules_stand_while_they_are_in_force(cast):
    enter(
        "rules-of-procedure",
        cast.park,
        {"code": "A", "in_force_until": "2026-10-09"},
        {"code": "B", "adopted_on": "2026-10-09"},
        {"code": "C", "in_force_until": "2026-10-08"},
        {"code": "D", "adopted_on": "2026-10-10"},
    )
    assert [one.code for one in found_on(cast).rules] == ["B", "A"]


def test_duties_are_counted_as_done_overdue_and_without_a_person(cast):
    enter(
        "duties",
        cast.park,
        {"department": "Land", "person": "Li", "due_on": "2026-10-01", "done_on": "2026-10-01"},
        {"department": "Land", "person": "Li", "due_on": "2026-10-08"},
        {"department": "Land", "due_on": "2026-10-09"},
    )
    found = found_on(cast)
    assert (len(found.duties), found.done, found.overdue, found.unassigned) == (3, 1, 1, 1)


@pytest.fixture
def programme(cast):
    """Of the pilot two were due, one of them is missing, and one came before its time; the full phase has not begun."""
    full = {"phase": "full_transformation"}
    return enter(
        "milestones",
        cast.park,
        {"code": "A", "planned_on": "2026-01-01", "reached_on": "2026-01-11"},
        {"code": "B", "planned_on": "2026-09-29"},
        {"code": "C", "planned_on": "2026-12-01", "reached_on": "2026-10-01"},
        {"code": "D", **full, "planned_on": "2026-10-10"},
    )


def test_each_phase_is_held_against_its_plan(cast, programme):
    pilot, full = found_on(cast).phases
    assert (pilot.phase, full.phase) == ("pilot", "full_transformation")
    assert (pilot.due, pilot.reached, pilot.behind) == (2, 2, 1)
    assert (full.due, full.reached, full.behind, full.is_complete) == (0, 0, 0, False)
    assert pilot.percent_due == pytest.approx(200 / 3)
    assert (pilot.begins_on, pilot.ends_on) == (day("2026-01-01"), day("2026-12-01"))
    found = found_on(cast)
    assert (found.milestones, found.reached, found.behind) == (4, 2, 1)


def test_a_milestone_is_late_by_the_days_after_its_plan(cast, programme):
    late = {
        one.milestone.code: one.days_late
        for phase in found_on(cast).phases
        for one in phase.milestones
    }
    assert late == {"A": 10, "B": 10, "C": 0, "D": 0}


def test_an_earlier_day_knows_nothing_of_what_came_after(cast, programme):
    (pilot, _full) = found_on(cast, "2026-01-06").phases
    first = pilot.milestones[0]
    assert (pilot.due, pilot.reached, pilot.behind) == (1, 0, 1)
    assert (first.is_reached, first.days_late) == (False, 5)


def test_the_drawing_reaches_over_all_days_and_today(cast, programme):
    found = found_on(cast, "2026-12-31")
    assert found.span == Span(day("2026-01-01"), day("2026-12-31"))
    assert found.today_at == 100.0
    first = found.phases[0].milestones[0]
    assert (first.planned_at, first.now_at) == (0.0, pytest.approx(1000 / 364, abs=0.01))
    assert (first.left_at, first.length) == (first.planned_at, first.now_at)


def test_years_begin_at_their_places():
    span = Span(day("2025-07-02"), day("2027-07-02"))
    assert [year for year, _at in span.years] == [2026, 2027]
    assert span.place(span.last) == 100.0
    assert Span(TODAY, TODAY).place(TODAY) == 50.0


def test_where_nothing_was_entered_nothing_is_shown(cast):
    found = found_on(cast)
    assert found.is_empty
    assert (found.span, found.today_at, found.phases) == (None, None, ())


def test_another_park_has_its_own(cast, programme):
    assert task_force_of(make_park(), TODAY).is_empty


def test_a_task_force_costs_four_queries(cast, programme, django_assert_num_queries):
    enter("members", cast.park, {}, {})
    with django_assert_num_queries(4):
        found_on(cast)
