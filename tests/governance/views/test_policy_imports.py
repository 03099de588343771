"""The import of policies on pages: upload, look, confirm."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from governance.models import Policy
from parks.models import RegisterImport
from tests.governance.policies_for_tests import csv_of

IMPORT = reverse("governance:policy_import")


@pytest.fixture
def as_person(client, cast):
    def signed_in(name):
        client.force_login(cast.person(name))
        return client

    return signed_in


@pytest.fixture
def upload(as_person):
    def uploaded(content, name="policies.csv"):
        return as_person("authority").post(IMPORT, {"file": SimpleUploadedFile(name, content)})

    return uploaded


def test_policy_import_says_what_the_file_looks_like(as_person):
    page = as_person("authority").get(IMPORT).content.decode()
    assert "in_force_until" in page
    assert "targeted_attraction" in page


@pytest.mark.parametrize("role", ["editor", "reviewer", "observer", "administrator"])
def test_policy_import_is_for_authorities(as_person, role):
    assert as_person(role).get(IMPORT).status_code == 403


def test_policy_import_says_why_a_file_cannot_be_read(upload):
    answer = upload(b"a,b\n1,2\n")
    assert answer.status_code == 422
    assert "must name the columns" in answer.content.decode()


def test_policy_import_detail_shows_what_would_happen(upload, as_person):
    answer = upload(csv_of({}, {"code": "YJ-2", "in_force_from": "soon"}))
    page = as_person("authority").get(answer.url).content.decode()
    assert "Import 1 policy" in page
    assert "day_malformed" in page
    assert not Policy.objects.exists()
    assert as_person("administrator").get(answer.url).status_code == 404


def test_policy_import_detail_is_of_policies_alone(upload, as_person):
    address = upload(csv_of({})).url
    key = RegisterImport.objects.get().pk
    client = as_person("authority")
    assert client.get(reverse("parks:park_import_detail", args=[key])).status_code == 404
    assert client.post(reverse("parks:park_import_confirm", args=[key])).status_code == 404
    RegisterImport.objects.update(register="")
    assert client.get(address).status_code == 404


def test_policy_import_confirm_imports_the_good_rows_once(upload, as_person):
    upload(csv_of({}))
    confirm = reverse("governance:policy_import_confirm", args=[RegisterImport.objects.get().pk])
    first = as_person("authority").post(confirm, follow=True)
    assert "The policies were imported." in first.content.decode()
    assert Policy.objects.filter(code="YJ-1").exists()
    assert as_person("authority").post(confirm).status_code == 409


def test_policy_import_confirm_needs_the_right_still(upload, as_person, cast):
    upload(csv_of({}))
    cast.authority.grants.all().delete()
    confirm = reverse("governance:policy_import_confirm", args=[RegisterImport.objects.get().pk])
    assert as_person("authority").post(confirm).status_code == 403
