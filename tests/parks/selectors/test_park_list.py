"""The list of parks finds what is asked for among what may be seen."""

import pytest

from parks.models import ParkIndustry
from parks.selectors.park_list import ParkFilter, park_list_page, parks_found
from tests.factories import make_park

SQUARE = {"type": "Polygon", "coordinates": [[[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 0.0]]]}


def codes(user, **asked):
    return [park.code for park in parks_found(user, ParkFilter.asked_by(asked))]


def test_only_what_one_may_see_is_found(cast):
    assert codes(cast.observer) == ["LH-01"]
    assert codes(cast.observer, region="QN") == []
    assert codes(cast.observer, q="QN") == []
    assert codes(cast.administrator) == ["LH-01", "QN-01"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"region": "YJ"}, ["LH-01", "LH-02"]),
        ({"region": "YJ-HT"}, ["LH-01", "LH-02"]),
        ({"region": "NOWHERE"}, []),
        ({"level": "national"}, ["LH-02"]),
        ({"level": "galactic"}, []),
        ({"industry": "C17"}, ["LH-02"]),
        ({"q": "textile"}, ["LH-02"]),
        ({"q": "老机械"}, ["LH-01"]),
        ({"q": "lh-0"}, ["LH-01", "LH-02"]),
        ({"q": "%"}, []),
        ({"q": "\0"}, ["LH-01", "LH-02"]),
        ({"sort": "area"}, ["LH-02", "LH-01"]),
        ({"sort": "name"}, ["LH-01", "LH-02"]),
        ({"sort": "pk; drop table"}, ["LH-01", "LH-02"]),
    ],
)
def test_filters_and_orders(cast, asked, found):
    park = make_park("LH-02", cast.district, name_en="Textile", level="national", area_ha=5.0)
    ParkIndustry.objects.create(park=park, industry="C17")

    assert codes(cast.authority, **asked) == found


def test_the_map_shows_boundaries_points_and_leaves_out_what_has_none(cast):
    make_park("A", cast.district, boundary=SQUARE)
    make_park("B", cast.district, longitude=1.0, latitude=2.0)

    places = park_list_page(cast.authority, ParkFilter(), None, "/parks/").map["parks"]

    assert [(p["url"], p["point"], p["boundary"]) for p in places] == [
        ("/parks/A/", {"lat": 0.5, "lon": 1.0}, SQUARE),
        ("/parks/B/", {"lat": 2.0, "lon": 1.0}, None),
    ]


def test_the_filters_offer_what_is_there(cast):
    ParkIndustry.objects.create(park=cast.park, industry="C34")
    ParkIndustry.objects.create(park=cast.foreign_park, industry="C17")

    found = park_list_page(cast.observer, ParkFilter(), None, "/parks/")

    assert [region.code for region in found.regions] == ["YJ", "YJ-HT"]
    assert [code for code, _name in found.industries] == ["C34"]


@pytest.mark.parametrize("more", [0, 2])
def test_the_number_of_queries_does_not_grow(cast, more, django_assert_num_queries):
    for number in range(more):
        make_park(f"M-{number}", cast.district, longitude=1.0, latitude=2.0)
    with django_assert_num_queries(7):
        found = park_list_page(cast.authority, ParkFilter(), None, "/parks/")
        assert [list(park.industries.all()) for park in found.page]
