"""The pages of parks: list, export, adding and editing."""

import json

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from parks.models import Park
from tests.factories import make_park

LIST = reverse("parks:park_list")
FIELDS = {
    "code": "LH-02",
    "name_en": "Lianhe Textile Park",
    "name_zh": "联合纺织园",
    "level": "provincial",
    "founded_year": "1958",
    "area_ha": "120.5",
    "industries": ["C17"],
    "longitude": "120.5",
    "latitude": "31.2",
    "boundary": "",
}


def test_park_list_shows_what_one_may_see(as_person):
    page = as_person("observer").get(LIST).content.decode()

    assert "Lianhe Old Machinery Park" in page
    assert "联合老机械园区" in page
    assert "QN-01" not in page


def test_park_list_offers_the_import_to_the_authority_alone(as_person):
    address = reverse("parks:park_import")

    assert address in as_person("authority").get(LIST).content.decode()
    assert address not in as_person("lead").get(LIST).content.decode()


def test_park_list_answers_htmx_with_its_rows(as_person):
    page = as_person("observer").get(LIST, {"q": "nothing"}, headers={"HX-Request": "true"})

    assert "<html" not in page.content.decode()
    assert "No park is like this" in page.content.decode()


def test_park_list_says_what_it_is_for_where_it_is_empty(as_person, cast):
    cast.observer.grants.all().delete()

    assert "No parks yet" in as_person("observer").get(LIST).content.decode()


@pytest.mark.parametrize("more", [1, 3])
def test_park_list_has_a_constant_number_of_queries(
    as_person, cast, more, django_assert_num_queries
):
    for number in range(more):
        make_park(f"M-{number}", cast.district, longitude=1.0, latitude=2.0)
    client = as_person("authority")
    with django_assert_num_queries(QUERIES):
        client.get(LIST)


QUERIES = 11


def test_park_export_gives_the_same_parks_as_csv(as_person):
    response = as_person("authority").get(reverse("parks:park_export"), {"q": "LH"})
    text = b"".join(response.streaming_content).decode()

    assert response.headers["X-Row-Count"] == "1"
    assert text.startswith("\ufeffcode,")
    assert "LH-01" in text
    assert AuditEntry.objects.filter(action="park_register.export").exists()


def test_park_export_gives_geojson(as_person):
    response = as_person("stranger").get(reverse("parks:park_export"), {"format": "geojson"})
    features = json.loads(b"".join(response.streaming_content))["features"]

    assert [feature["properties"]["code"] for feature in features] == ["QN-01"]
    assert response.headers["Content-Disposition"].endswith('.geojson"')


def test_park_create_adds_a_park(as_person, cast):
    fields = {**FIELDS, "region": cast.district.pk}
    response = as_person("authority").post(reverse("parks:park_create"), fields)

    assert response.status_code == 302
    assert Park.objects.get(code="LH-02").founded_year == 1958


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"code": "QN-01"}, "This park code cannot be used here."),
        ({"code": "a"}, "capital letters"),
        ({"latitude": ""}, "Give both longitude and latitude"),
        ({"boundary": "[" * 100_000}, "not well-formed JSON"),
        ({"boundary": "[]"}, "must be a Point, a Polygon"),
        ({"area_ha": "nan"}, "Enter a number."),
    ],
)
def test_park_create_names_what_is_wrong(as_person, cast, changed, words):
    fields = {**FIELDS, "region": cast.district.pk, **changed}
    response = as_person("authority").post(reverse("parks:park_create"), fields)

    assert response.status_code == 422
    assert words in response.content.decode()


def test_park_create_takes_no_foreign_region(as_person, cast):
    fields = {**FIELDS, "region": cast.foreign_park.region.pk}

    assert as_person("authority").post(reverse("parks:park_create"), fields).status_code == 422


@pytest.mark.parametrize("role", ["editor", "lead", "reviewer", "administrator"])
def test_park_create_is_for_authorities(as_person, role):
    assert as_person(role).get(reverse("parks:park_create")).status_code == 403


def test_park_edit_changes_the_register(as_person, cast):
    address = reverse("parks:park_edit", args=["LH-01"])
    page = as_person("authority").get(address)
    assert "Lianhe Old Machinery Park" in page.content.decode()

    fields = {**FIELDS, "region": cast.district.pk, "code": "OTHER"}
    assert as_person("authority").post(address, fields).status_code == 302

    park = Park.objects.get(pk=cast.park.pk)
    assert (park.code, park.name_en) == ("LH-01", "Lianhe Textile Park")


@pytest.mark.parametrize(
    ("role", "code", "status"),
    [
        ("lead", "LH-01", 403),
        ("administrator", "LH-01", 403),
        ("stranger", "LH-01", 404),
        ("authority", "QN-01", 404),
        ("authority", "NOTHING", 404),
    ],
)
def test_park_edit_is_for_the_authority_of_the_region(as_person, role, code, status):
    address = reverse("parks:park_edit", args=[code])

    assert as_person(role).get(address).status_code == status


@pytest.mark.parametrize(
    "role", ["editor", "lead", "reviewer", "authority", "observer", "consultant"]
)
def test_park_list_takes_as_many_queries_for_every_role(as_person, role, django_assert_num_queries):
    client = as_person(role)
    with django_assert_num_queries(QUERIES):
        client.get(LIST)
