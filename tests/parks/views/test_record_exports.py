"""The export of a register as a page offers it."""

import pytest
from django.urls import reverse

from tests.parks.places_for_tests import make_facilities, make_plots
from tests.parks.records_for_tests import make_record


def ask(client, word, **query):
    return client.get(reverse("parks:record_export", args=["LH-01", word]), query)


@pytest.mark.parametrize(
    ("form", "content_type"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("geojson", "application/geo+json"),
    ],
)
def test_record_export_hands_out_what_the_list_shows(as_person, cast, form, content_type):
    make_facilities(cast.park, ("clinic", 0, 0), ("canteen", 0, 0))
    answer = ask(as_person("observer"), "facilities", format=form, kind="clinic")

    assert (answer.status_code, answer["Content-Type"]) == (200, content_type)
    assert answer["X-Row-Count"] == "1"
    assert b"".join(answer.streaming_content)


def test_record_export_of_what_lies_nowhere_is_a_table(as_person, cast):
    make_record("actors", cast.park, by=cast.editor)

    assert ask(as_person("lead"), "actors", format="geojson")["Content-Type"].startswith("text/csv")


def test_record_export_knows_no_other_register_or_park(as_person):
    assert ask(as_person("lead"), "secrets").status_code == 404
    assert ask(as_person("stranger"), "plots").status_code == 404


def test_record_export_stands_on_the_list(as_person, cast):
    make_plots(cast.park, {})
    page = as_person("observer").get("/parks/LH-01/registers/plots/?status=in_use").content.decode()

    for form in ("csv", "xlsx", "geojson"):
        assert f"/parks/LH-01/registers/plots/export/?status=in_use&amp;format={form}" in page
