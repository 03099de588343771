"""Who sat at the table, counted by hand."""

import pytest

from governance.measures.meetings import MEETING_MEASURES
from parks.registers import REGISTERS
from parks.services.records import remove_record
from tests.factories import make_park, make_period
from tests.governance.process_for_tests import enter, figure_of
from tests.governance.supervised import in_october
from tests.parks.places_for_tests import keeper

PILOT, JOINT = "pilot_meetings_with_partners", "joint_meetings"


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


@pytest.fixture
def meetings(cast):
    """Four of the pilot, of which two had partners; three with a department, of which one was the pilot's."""
    return hold(cast.park)


def hold(park):
    office, chamber, fund, college = enter(
        "actors",
        park,
        {"kind": "government_department"},
        {"kind": "association"},
        {"kind": "investor"},
        {"kind": "university"},
    )
    return enter(
        "meetings",
        park,
        {"held_on": "2026-07-01", "is_pilot": True, "attended_by": [chamber, fund, office]},
        {"held_on": "2026-09-30", "is_pilot": True, "attended_by": [fund]},
        {"held_on": "2026-08-01", "is_pilot": True, "attended_by": [college]},
        {"held_on": "2026-08-02", "is_pilot": True},
        {"held_on": "2026-08-03", "attended_by": [office, college]},
        {"held_on": "2026-08-04", "is_joint": True, "attended_by": [office]},
        {"held_on": "2026-08-05", "is_joint": True, "attended_by": [chamber]},
    )


def figure(code, park, period="2026-Q3"):
    return figure_of(MEETING_MEASURES, code, park, make_period(period))


def test_pilot_meetings_with_a_chamber_or_an_investor_count_once(cast, meetings):
    assert figure(PILOT, cast.park) == (50.0, 2.0, 4.0)


def test_meetings_with_a_department_count_however_they_are_called(cast, meetings):
    assert figure(JOINT, cast.park) == (3.0, 3.0, 7.0)


def test_without_a_meeting_there_is_no_share_and_a_count_of_nothing(cast):
    assert figure(PILOT, cast.park) == (None, 0, 0)
    assert figure(JOINT, cast.park) == (0.0, 0, 0)


def test_a_meeting_entered_late_counts_in_its_quarter(cast, meetings):
    enter("meetings", cast.park, {"held_on": "2026-07-02", "is_pilot": True})
    assert figure(PILOT, cast.park) == (40.0, 2.0, 5.0)
    assert figure(JOINT, cast.park) == (3.0, 3.0, 8.0)


def test_meetings_before_and_after_do_not_count(cast, meetings):
    enter(
        "meetings",
        cast.park,
        {"held_on": "2026-06-30", "is_pilot": True},
        {"held_on": "2026-10-01", "is_pilot": True},
    )
    assert figure(PILOT, cast.park) == (50.0, 2.0, 4.0)
    assert figure(PILOT, cast.park, "2026-Q2") == (0.0, 0.0, 1.0)


def test_a_meeting_struck_off_does_not_count(cast, meetings):
    remove_record(REGISTERS["meetings"], meetings[1], reason="Twice.", by=keeper(cast.park))
    assert figure(PILOT, cast.park) == (pytest.approx(100 / 3), 1.0, 3.0)


@pytest.mark.parametrize("code", [PILOT, JOINT])
def test_all_parks_are_read_in_one_query(cast, meetings, code, django_assert_num_queries):
    parks = [cast.park, make_park(), make_park()]
    hold(parks[1])
    period = make_period("2026-Q3")
    for asked in (parks[:1], parks):
        with django_assert_num_queries(1):
            found = MEETING_MEASURES[code].figures([one.pk for one in asked], period)
    assert found[parks[1].pk].value == found[cast.park.pk].value
    assert found[parks[2].pk].records == ()
