"""The import of a register through the API."""

import pytest

from parks.models import Plot
from tests.parks.record_files_for_tests import features, table, workbook

URL = "/api/v1/parks/LH-01/plots/imports"
NAMED = {"name_zh": "北", "land_use": "living", "status": "idle"}
GOOD = table("name_zh|land_use|status", "北|生活|闲置", "南|生活|空置", "东|生活|broken")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def post(client, content, query="", content_type="text/csv"):
    return client.post(URL + query, content, content_type=content_type)


def test_it_is_a_dry_run_unless_asked_otherwise(api_as):
    answer = post(api_as("editor"), GOOD).json()

    assert (answer["dry_run"], answer["created"], answer["rejected"]) == (True, 2, 1)
    assert answer["problems"][0]["reason"] == "“broken” is none of the words that can stand here."
    assert answer["warnings"][0]["code"] == "spelt_differently"
    assert not Plot.objects.exists()


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (GOOD, "text/csv"),
        (features((NAMED, None), ({**NAMED, "name_zh": "南"}, None)), "application/geo+json"),
        (workbook(tuple(NAMED), tuple(NAMED.values()), ("南", "living", "idle")), XLSX),
    ],
)
def test_good_rows_are_imported_from_every_form(api_as, content, content_type):
    answer = post(api_as("editor"), content, "?dry_run=false", content_type)

    assert (answer.status_code, answer.json()["created"]) == (200, 2)
    assert Plot.objects.count() == 2


@pytest.mark.parametrize(
    ("role", "status"),
    [("lead", 200), ("observer", 403), ("administrator", 404), ("stranger", 404)],
)
def test_a_register_is_imported_by_who_keeps_it(api_as, role, status):
    assert post(api_as(role), GOOD).status_code == status


def test_what_is_no_register_is_not_found(api_as):
    answer = api_as("lead").post(URL.replace("plots", "secrets"), GOOD, content_type="text/csv")

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("content", "query", "code"),
    [(b"colour\n1\n", "", "header_missing"), (GOOD, "?dry_run=perhaps", "not_true_or_false")],
)
def test_what_cannot_be_done_is_refused(api_as, content, query, code):
    answer = post(api_as("editor"), content, query)

    assert answer.status_code == 400
    assert code in answer.content.decode()
