"""Evidence of records in the API."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from parks.registers import REGISTERS
from parks.services.record_evidence import attach_link
from tests.parks.records_for_tests import make_record

PDF = b"%PDF-1.4 the plan of the plot"
LINK = {"url": "https://example.org/plan", "title": "Plan"}


@pytest.fixture
def plot(cast):
    return make_record("plots", cast.park, by=cast.editor)


def at(name, *more, word="plots"):
    return reverse(f"api:{name}", args=["LH-01", word, *more])


def test_a_file_is_attached_listed_handed_out_and_removed(api_as, plot):
    client, found = api_as("editor"), at("record_evidence_list", plot.pk)
    file = SimpleUploadedFile("plan.pdf", PDF)
    made = client.post(found, {"file": file, "title": "The plan"}, format="multipart")
    assert made.status_code == 201
    told = made.json()
    assert (told["title"], told["size"], told["url"]) == ("The plan", len(PDF), "")
    assert (told["added_by"], len(told["sha256"])) == ("Editor", 64)
    assert client.get(found).json()["results"] == [told]

    one = at("record_evidence_detail", plot.pk, told["id"])
    assert b"".join(api_as("observer").get(one).streaming_content) == PDF
    assert client.delete(one).status_code == 204
    assert client.get(found).json()["results"] == []
    assert client.delete(one).status_code == 404


def test_a_link_is_attached_and_has_no_bytes(api_as, plot):
    client = api_as("lead")
    told = client.post(at("record_evidence_list", plot.pk), LINK, format="json").json()

    assert (told["url"], told["size"], told["sha256"]) == (LINK["url"], None, None)
    assert client.get(at("record_evidence_detail", plot.pk, told["id"])).status_code == 404


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"url": "ftp://example.org"}, "address_refused"),
        ({}, "address_refused"),
        ({**LINK, "title": "x" * 251}, "invalid"),
    ],
)
def test_what_is_wrong_is_told(api_as, plot, sent, code):
    answer = api_as("editor").post(at("record_evidence_list", plot.pk), sent, format="json")
    assert (answer.status_code, answer.json()["code"]) == (400, code)


@pytest.mark.parametrize(
    ("role", "status"), [("observer", 403), ("authority", 403), ("stranger", 404)]
)
def test_only_keepers_attach_and_remove(api_as, cast, plot, role, status):
    link = attach_link(REGISTERS["plots"], plot, LINK["url"], by=cast.editor)
    client = api_as(role)
    assert (
        client.post(at("record_evidence_list", plot.pk), LINK, format="json").status_code == status
    )
    assert client.delete(at("record_evidence_detail", plot.pk, link.pk)).status_code == status


def test_a_register_or_record_that_is_not_there_is_unknown(api_as, plot):
    client = api_as("editor")
    assert client.get(at("record_evidence_list", plot.pk, word="weather")).status_code == 404
    assert client.get(at("record_evidence_list", plot.pk, word="facilities")).status_code == 404
    assert client.get(at("record_evidence_list", plot.pk + 1)).status_code == 404


@pytest.mark.parametrize("more", [1, 3])
def test_the_list_has_a_constant_number_of_queries(
    api_as, cast, plot, more, django_assert_num_queries
):
    for _one in range(more):
        attach_link(REGISTERS["plots"], plot, LINK["url"], by=cast.editor)
    client = api_as("observer")
    with django_assert_num_queries(3):
        client.get(at("record_evidence_list", plot.pk))
