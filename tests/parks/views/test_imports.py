"""The import of the register on pages: upload, look, confirm."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from parks.models import Park, RegisterImport
from tests.parks.register import csv_file

IMPORT = reverse("parks:park_import")


@pytest.fixture
def upload(as_person):
    """Upload a file as the authority and return the address of its result."""

    def uploaded(content, name="parks.csv"):
        return as_person("authority").post(IMPORT, {"file": SimpleUploadedFile(name, content)})

    return uploaded


def test_park_import_says_what_the_file_looks_like(as_person):
    page = as_person("authority").get(IMPORT).content.decode()

    assert "founded_year" in page
    assert "C34" in page


@pytest.mark.parametrize("role", ["editor", "lead", "reviewer", "observer", "administrator"])
def test_park_import_is_for_authorities(as_person, role):
    assert as_person(role).get(IMPORT).status_code == 403


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "empty"), (b"a,b\n1,2\n", "must name the columns")]
)
def test_park_import_says_why_a_file_cannot_be_read(upload, content, words):
    response = upload(content)

    assert response.status_code == 422
    assert words in response.content.decode()


def test_park_import_detail_shows_what_would_happen(upload, as_person):
    response = upload(csv_file({}, {"code": "LH-03", "area_ha": "much"}))
    page = as_person("authority").get(response.url).content.decode()

    assert "Import 1 park" in page
    assert "number_malformed" in page
    assert "much" in page
    assert not Park.objects.filter(code="LH-02").exists()


def test_park_import_detail_is_for_who_uploaded_it(upload, as_person):
    address = upload(csv_file({})).url

    assert as_person("administrator").get(address).status_code == 404


def test_park_import_confirm_imports_the_good_rows_once(upload, as_person):
    address = upload(csv_file({}, {"code": "bad"})).url
    confirm = reverse("parks:park_import_confirm", args=[RegisterImport.objects.get().pk])

    first = as_person("authority").post(confirm, follow=True)
    assert "The register was imported." in first.content.decode()
    assert Park.objects.filter(code="LH-02").exists()

    second = as_person("authority").post(confirm)
    assert second.status_code == 409
    assert "already been imported" in second.content.decode()
    assert first.redirect_chain[0][0] == address


def test_park_import_confirm_needs_the_right_still(upload, as_person, cast):
    upload(csv_file({}))
    cast.authority.grants.all().delete()
    confirm = reverse("parks:park_import_confirm", args=[RegisterImport.objects.get().pk])

    assert as_person("authority").post(confirm).status_code == 403


def test_park_import_says_who_may(as_person):
    response = as_person("editor").get(reverse("parks:park_import"))

    assert response.status_code == 403
    assert "Only an authority of a region" in response.content.decode()
