"""Which policies cover which parks."""

from datetime import date

from governance.models import Policy
from governance.selectors.policies_in_force import policies_for, policies_over, regions_above
from tests.factories import make_park, make_region
from tests.governance.policies_for_tests import make_policy

DAY = date(2026, 6, 1)


def codes(parks, day=DAY):
    found = policies_for([park.pk for park in parks], day)
    return {park.code: [one.code for one in found[park.pk]] for park in parks}


def test_a_policy_covers_the_parks_of_its_region_and_below(cast):
    street = make_region("YJ-HT-1", cast.district)
    low = make_park("LH-02", street)
    make_policy("A", cast.province)
    make_policy("B", street)
    assert codes([cast.park, low, cast.foreign_park]) == {
        "LH-01": ["A"],
        "LH-02": ["A", "B"],
        "QN-01": [],
    }


def test_a_policy_that_names_parks_is_for_these_alone(cast):
    other = make_park("LH-02", cast.district)
    make_policy("A", cast.district, parks=[other])
    assert codes([cast.park, other]) == {"LH-01": [], "LH-02": ["A"]}


def test_a_region_whose_number_begins_alike_is_another_region(cast):
    near = make_region("YJ-X", cast.province)
    near.path = cast.district.path.rstrip("/") + "9/"
    near.save()
    park = make_park("LH-02", near)
    make_policy("A", cast.district)
    assert codes([park]) == {"LH-02": []}


def test_both_the_first_and_the_last_day_count(cast):
    make_policy("A", cast.district, in_force_from=DAY, in_force_until=DAY)
    assert codes([cast.park]) == {"LH-01": ["A"]}
    assert codes([cast.park], date(2026, 5, 31)) == {"LH-01": []}
    assert codes([cast.park], date(2026, 6, 2)) == {"LH-01": []}


def test_any_set_of_policies_can_be_asked_about(cast):
    make_policy("A", cast.district, in_force_until=date(2026, 3, 2))
    found = policies_over([cast.park.pk], Policy.objects.all())
    assert [one.code for one in found[cast.park.pk]] == ["A"]


def test_regions_above_end_with_the_region_itself():
    assert list(regions_above("000001/000004/")) == ["000001/", "000001/000004/"]
    assert list(regions_above("")) == []
