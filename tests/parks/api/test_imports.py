"""The import of the register through the API."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from parks.models import Park, RegisterImport
from tests.parks.register import csv_file, geojson_file

ADDRESS = reverse("api:park_import_create")


def test_park_import_create_is_a_dry_run_unless_asked_otherwise(api_as):
    answer = api_as("authority").post(ADDRESS, csv_file({}), content_type="text/csv")

    assert answer.status_code == 200
    assert answer.json()["dry_run"] is True
    assert answer.json()["created"] == 1
    assert not Park.objects.filter(code="LH-02").exists()


@pytest.mark.parametrize(
    ("content", "content_type"),
    [(csv_file({}), "text/csv"), (geojson_file(({}, None)), "application/geo+json")],
)
def test_park_import_create_imports_the_body(api_as, content, content_type):
    answer = api_as("authority").post(
        f"{ADDRESS}?dry_run=false", content, content_type=content_type
    )

    assert answer.json()["created"] == 1
    assert Park.objects.filter(code="LH-02").exists()
    assert str(RegisterImport.objects.get().pk) == answer.json()["upload"]


@pytest.mark.parametrize(
    ("word", "status", "made"),
    [("False", 200, True), ("0", 200, True), ("True", 200, False)]
    + [(word, 400, False) for word in ("no", "", "falsch")],
)
def test_park_import_create_imports_only_where_it_is_surely_meant(api_as, word, status, made):
    answer = api_as("authority").post(
        f"{ADDRESS}?dry_run={word}", csv_file({}), content_type="text/csv"
    )

    assert answer.status_code == status
    assert Park.objects.filter(code="LH-02").exists() == made


def test_park_import_create_takes_a_form(api_as):
    file = SimpleUploadedFile("parks.csv", csv_file({}, encoding="gb18030"))
    answer = api_as("authority").post(ADDRESS, {"file": file}, format="multipart")

    assert answer.json()["created"] == 1


def test_park_import_create_lists_every_problem_with_its_reason(api_as):
    content = csv_file({"area_ha": "x", "level": "y"}, {"code": "LH-03", "region": "QN"})
    answer = api_as("authority").post(ADDRESS, content, content_type="text/csv").json()

    assert answer["rejected"] == 2
    assert answer["problems"][0] == {
        "row": 2,
        "column": "area_ha",
        "value": "x",
        "reason": "This is not a plain number such as 12 or 3.5.",
        "code": "number_malformed",
    }
    assert [p["code"] for p in answer["problems"]] == [
        "number_malformed",
        "level_unknown",
        "region_unknown",
    ]


@pytest.mark.parametrize(("content", "code"), [(b"", "file_empty"), (b"a\n1\n", "header_missing")])
def test_park_import_create_refuses_a_file_that_cannot_be_read(api_as, content, code):
    answer = api_as("authority").post(ADDRESS, content, content_type="text/csv")

    assert answer.status_code == 400
    assert answer.json()["code"] in {code, "file_missing"}


def test_park_import_create_names_a_missing_file(api_as):
    answer = api_as("authority").post(ADDRESS, {"file": "text"}, format="multipart")

    assert answer.json()["code"] == "file_missing"


@pytest.mark.parametrize("role", ["lead", "reviewer", "administrator", "stranger"])
def test_park_import_create_is_for_authorities(api_as, role):
    assert api_as(role).post(ADDRESS, csv_file({}), content_type="text/csv").status_code == 403
