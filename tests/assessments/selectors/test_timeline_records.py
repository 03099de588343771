"""What registers tell of the life of a park."""

import pytest

from accounts import clock
from assessments.selectors.as_of import end_of
from assessments.selectors.timeline import timeline_page
from assessments.selectors.timeline_records import RECORD_SOURCES
from parks.registers import REGISTERS
from parks.services.records import remove_record
from tests.governance.process_for_tests import enter
from tests.governance.supervised import OCTOBER, in_october
from tests.parks.places_for_tests import day, keeper

LIVED = {
    "milestones": {"name_en": "Hall opened", "reached_on": "2026-06-20"},
    "meetings": {"name_en": "Joint meeting", "held_on": "2026-08-10"},
    "plans": {"name_en": "Unit plan", "status": "approved", "approved_on": "2026-05-04"},
    "consultations": {
        "name_en": "Unit plan", "published_on": "2026-03-01", "closed_on": "2026-04-01",
    },
}  # fmt: skip


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


@pytest.fixture
def records(cast):
    return {word: enter(word, cast.park, row)[0] for word, row in LIVED.items()}


def events(cast, who="observer", **asked):
    return timeline_page(cast.park, cast.person(who), **asked).events


def test_records_stand_on_their_days_the_latest_first(cast, records):
    assert [(one.what, one.sentence, f"{one.day:%m-%d}") for one in events(cast)] == [
        ("meeting", "The meeting Joint meeting was held.", "08-10"),
        ("milestone", "The milestone Hall opened was reached.", "06-20"),
        ("plan", "The plan Unit plan was approved.", "05-04"),
        ("consultation_close", "The consultation Unit plan closed.", "04-01"),
        ("consultation_open", "The consultation Unit plan was published.", "03-01"),
    ]


def test_an_event_knows_its_record(cast, records):
    (event,) = events(cast, kind="meeting")
    assert (event.register, event.record) == ("meetings", records["meetings"].pk)


@pytest.mark.parametrize(
    ("kind", "count"), [("milestone", 1), ("meeting", 1), ("plan", 1), ("consultation", 2)]
)
def test_a_kind_narrows_to_its_records(cast, records, kind, count):
    assert [one.kind for one in events(cast, kind=kind)] == [kind] * count


def test_what_has_not_come_yet_or_was_struck_off_is_no_event(cast, records):
    enter("milestones", cast.park, {"reached_on": None})
    enter("consultations", cast.park, {"published_on": "2026-10-10"})
    remove_record(REGISTERS["meetings"], records["meetings"], reason="Twice.", by=keeper(cast.park))
    assert len(events(cast)) == 4


def test_up_to_a_moment_stands_what_was_known_and_had_come_by_then(cast, records):
    assert events(cast, moment=end_of(day("2026-09-30"))) == ()
    assert len(events(cast, moment=OCTOBER)) == 5
    with clock.at(end_of(day("2026-05-31"))):
        enter("meetings", cast.park, {"held_on": "2026-05-30"})
        enter("consultations", cast.park, {"published_on": "2026-05-01", "closed_on": "2026-06-15"})
    told = [one.what for one in events(cast, moment=end_of(day("2026-05-31")))]
    assert told == ["meeting", "consultation_open"]


def test_registers_are_for_those_who_hold_a_role_in_the_park(cast, records):
    assert events(cast, "stranger") == ()
    assert events(cast, "administrator") == ()


def test_each_source_has_a_name_of_its_own():
    assert len({one.source for one in RECORD_SOURCES}) == len(RECORD_SOURCES)


@pytest.mark.parametrize("more", [1, 3])
def test_many_records_cost_as_much_as_one(cast, more, django_assert_num_queries):
    enter("meetings", cast.park, *[LIVED["meetings"]] * more)
    with django_assert_num_queries(3):  # the count, the keys, the meetings
        events(cast, kind="meeting")
