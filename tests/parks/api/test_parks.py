"""Parks in the API."""

import pytest
from django.urls import reverse

from parks.models import Park
from tests.factories import make_park

LIST = reverse("api:park_list")
SENT = {
    "code": "LH-02",
    "names": {"en": "Lianhe Textile Park", "zh-hans": "联合纺织园"},
    "region": "YJ-HT",
    "founded_year": 1958,
    "industries": ["C17"],
    "longitude": 120.5,
    "latitude": 31.2,
}


def detail(code="LH-01"):
    return reverse("api:park_detail", args=[code])


def codes(answer):
    return [park["code"] for park in answer.json()["results"]]


def test_park_list_holds_what_one_may_see(api_as):
    assert codes(api_as("observer").get(LIST)) == ["LH-01"]
    assert codes(api_as("administrator").get(LIST)) == ["LH-01", "QN-01"]
    assert codes(api_as("observer").get(LIST, {"region": "QN"})) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"region": "YJ"}, ["LH-01", "LH-02"]),
        ({"level": "national"}, ["LH-02"]),
        ({"q": "textile"}, ["LH-02"]),
        ({"industry": "C17"}, []),
        ({"order": "-updated"}, ["LH-02", "LH-01"]),
        ({"page_size": "1"}, ["LH-01"]),
    ],
)
def test_park_list_filters_and_orders(api_as, cast, query, found):
    make_park("LH-02", cast.district, name_en="Textile", level="national")

    assert codes(api_as("authority").get(LIST, query)) == found


def test_park_list_refuses_words_it_does_not_know(api_as):
    for query in ({"level": "galactic"}, {"order": "password"}, {"regoin": "YJ"}):
        assert api_as("authority").get(LIST, query).status_code == 400


@pytest.mark.parametrize("more", [1, 3])
def test_park_list_has_a_constant_number_of_queries(api_as, cast, more, django_assert_num_queries):
    for number in range(more):
        make_park(f"M-{number}", cast.district)
    with django_assert_num_queries(2):
        api_as("authority").get(LIST)


def test_park_list_adds_a_park(api_as):
    answer = api_as("authority").post(LIST, SENT, format="json")

    assert answer.status_code == 201
    assert answer.json()["names"] == SENT["names"]
    assert answer.json()["may_edit"] is True
    assert Park.objects.get(code="LH-02").founded_year == 1958


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"region": "QN"}, "region_unknown"),
        ({"region": "NOWHERE"}, "region_unknown"),
        ({"code": "QN-01"}, "park_code_unavailable"),
        ({"code": "a"}, "park_code_invalid"),
        ({"longitude": None}, "point_incomplete"),
        ({"area_ha": 1e9}, "area_out_of_range"),
        ({"area_ha": "nan"}, "invalid"),
        ({"boundary": {"type": "LineString"}}, "geometry_type"),
        ({"industries": ["X"]}, "invalid"),
    ],
)
def test_park_list_says_what_is_wrong(api_as, changed, code):
    answer = api_as("authority").post(LIST, {**SENT, **changed}, format="json")

    assert answer.status_code == 400
    assert answer.json()["code"] == code
    assert not Park.objects.filter(code="LH-02").exists()


def test_park_list_takes_new_parks_from_authorities_alone(api_as):
    for role in ("lead", "reviewer", "administrator"):
        assert api_as(role).post(LIST, SENT, format="json").status_code == 403


def test_park_detail_says_whether_one_may_edit(api_as):
    assert api_as("authority").get(detail()).json()["may_edit"] is True
    assert api_as("lead").get(detail()).json()["may_edit"] is False


@pytest.mark.parametrize("code", ["QN-01", "NOTHING"])
def test_park_detail_knows_nothing_of_foreign_parks(api_as, code):
    answer = api_as("authority").get(detail(code))

    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"


def test_park_detail_changes_what_is_sent(api_as, cast):
    answer = api_as("authority").patch(
        detail(), {"names": {"en": "New"}, "area_ha": 7.5, "code": "OTHER", "id": 1}, format="json"
    )

    assert answer.status_code == 200
    park = Park.objects.get(pk=cast.park.pk)
    assert (park.code, park.name_en, park.area_ha) == ("LH-01", "New", 7.5)
    assert park.name_zh == "联合老机械园区"


def test_park_detail_does_not_move_a_park_away(api_as):
    answer = api_as("authority").patch(detail(), {"region": "QN"}, format="json")

    assert answer.json()["code"] == "region_unknown"


@pytest.mark.parametrize(("role", "status"), [("lead", 403), ("stranger", 404)])
def test_park_detail_is_changed_by_authorities_alone(api_as, role, status):
    assert api_as(role).patch(detail(), {}, format="json").status_code == status
