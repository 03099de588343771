"""The import of a register on pages: upload, look, confirm."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parks.choices import Role
from parks.models import Plot, RegisterImport
from parks.registers import REGISTERS
from tests.factories import grant
from tests.parks.places_for_tests import square
from tests.parks.record_files_for_tests import features, table

GOOD = table("name_zh|land_use|status", "北|生活|闲置", "南|生活|空置", "东|生活|broken")


def at(name, *more, word="plots"):
    return reverse(f"parks:{name}", args=["LH-01", word, *more])


@pytest.fixture
def upload(as_person):
    """Upload a file as the editor."""

    def uploaded(content=GOOD, name="plots.csv"):
        return as_person("editor").post(
            at("record_import"), {"file": SimpleUploadedFile(name, content)}
        )

    return uploaded


@pytest.mark.parametrize("word", list(REGISTERS))
def test_record_import_says_what_the_file_looks_like(as_person, word):
    page = as_person("editor").get(at("record_import", word=word)).content.decode()

    for name in REGISTERS[word].fields:
        assert f'<span class="mono">{name}</span>' in page


@pytest.mark.parametrize(
    ("role", "status"), [("lead", 200), ("reviewer", 403), ("authority", 403), ("stranger", 404)]
)
def test_record_import_is_for_who_keeps_the_register(as_person, role, status):
    assert as_person(role).get(at("record_import")).status_code == status


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "empty"), (b"a,b\n1,2\n", "none of these is known"), (b"PK\x03\x04", "cannot be read")],
)
def test_record_import_says_why_a_file_cannot_be_read(upload, content, words):
    response = upload(content)

    assert response.status_code == 422
    assert words in response.content.decode()


def test_record_import_lists_the_uploads_of_this_register_alone(upload, as_person):
    address = upload().url

    assert address in as_person("editor").get(at("record_import")).content.decode()
    assert (
        address not in as_person("editor").get(at("record_import", word="actors")).content.decode()
    )
    assert address not in as_person("lead").get(at("record_import")).content.decode()


def test_record_import_detail_shows_what_would_happen(upload, as_person, cast):
    cast.park.boundary = square(0)
    cast.park.save()
    named = {"name_zh": "北", "land_use": "living", "status": "idle"}
    address = upload(features((named, square(900)), ({**named, "status": "x"}, None))).url
    page = as_person("editor").get(address).content.decode()

    for words in ("Import 1 record", "word_unknown", "outside the boundary", "What would change"):
        assert words in page
    assert not Plot.objects.exists()


def test_record_import_detail_is_for_who_uploaded_it(upload, as_person, cast):
    grant(cast.editor, Role.EDITOR, park=cast.foreign_park)
    address = upload().url
    elsewhere = address.replace("LH-01", cast.foreign_park.code)

    assert as_person("lead").get(address).status_code == 404
    assert as_person("editor").get(address.replace("plots", "actors")).status_code == 404
    assert as_person("editor").get(elsewhere).status_code == 404


def test_record_import_detail_asks_as_often_for_many_rows(upload, as_person):
    client, asked = as_person("editor"), []
    for content in (GOOD, table("name_zh|land_use|status", "北|生活|闲置"), GOOD):
        address = upload(content).url
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        asked.append(len(queries))
    assert asked[1] == asked[2]


def test_record_import_asks_as_often_for_many_uploads(upload, as_person):
    client, asked = as_person("editor"), []
    for uploads in (1, 1, 2):
        for _time in range(uploads):
            upload()
        with CaptureQueriesContext(connection) as queries:
            client.get(at("record_import"))
        asked.append(len(queries))
    assert asked[1] == asked[2]


def test_record_import_confirm_imports_the_good_rows_once(upload, as_person):
    address = upload().url
    confirm = at("record_import_confirm", RegisterImport.objects.get().pk)
    first = as_person("editor").post(confirm, follow=True)

    assert first.redirect_chain[0][0] == address
    assert "The file was imported." in first.content.decode()
    assert set(Plot.objects.values_list("name_zh", "status")) == {("北", "idle"), ("南", "idle")}
    assert as_person("editor").post(confirm).status_code == 409


def test_record_import_confirm_needs_the_right_still(upload, as_person, cast):
    upload()
    confirm = at("record_import_confirm", RegisterImport.objects.get().pk)
    cast.editor.grants.update(role="observer")

    assert as_person("editor").post(confirm).status_code == 403
