"""What the map for placing a record shows."""

from parks.registers import REGISTERS
from parks.selectors.record_ground import ground_of
from tests.parks.records_for_tests import make_record

FACILITIES = REGISTERS["facilities"]


def test_a_register_without_points_has_no_ground(cast):
    assert ground_of(REGISTERS["actors"], cast.park) is None
    assert ground_of(REGISTERS["plots"], cast.park) is None


def test_the_ground_is_the_park_and_what_is_placed_already(cast):
    cast.park.latitude, cast.park.longitude = 34.75, 113.62
    one = make_record("facilities", cast.park, by=cast.editor, latitude=34.7, longitude=113.6)
    other = make_record("facilities", cast.park, by=cast.editor)
    make_record("facilities", cast.foreign_park, by=cast.stranger)

    assert ground_of(FACILITIES, cast.park, other) == {
        "boundary": None,
        "point": {"lat": 34.75, "lon": 113.62},
        "others": [{"lat": one.latitude, "lon": one.longitude}],
    }
    assert len(ground_of(FACILITIES, cast.park)["others"]) == 2
    assert ground_of(FACILITIES, cast.foreign_park)["point"] is None
