"""Evidence of a record on its page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AuditEntry
from parks.registers import REGISTERS
from parks.selectors.record_detail import evidence_of
from parks.services.record_evidence import attach_file, attach_link
from tests.parks.records_for_tests import make_record

PLOTS = REGISTERS["plots"]
PDF = b"%PDF-1.4 the plan of the plot"


@pytest.fixture
def plot(cast):
    return make_record("plots", cast.park, by=cast.editor)


@pytest.fixture
def file(cast, plot):
    return attach_file(PLOTS, plot, SimpleUploadedFile("plan.pdf", PDF), by=cast.editor)


def at(name, plot, *more):
    return reverse(f"parks:{name}", args=["LH-01", "plots", plot.pk, *more])


def test_record_evidence_add_takes_a_file_or_a_link(as_person, plot):
    client, address = as_person("editor"), at("record_evidence_add", plot)
    answer = client.post(address, {"file": SimpleUploadedFile("plan.pdf", PDF)})
    assert (answer.status_code, answer.headers["Location"]) == (302, at("record_detail", plot))
    link = {"url": "https://example.org/plan", "title": "Plan"}
    assert client.post(address, link).status_code == 302

    page = as_person("observer").get(at("record_detail", plot)).content.decode()
    assert "plan.pdf" in page
    assert "https://example.org/plan" in page
    assert "Attach a file or link" not in page


def test_record_evidence_add_says_what_is_wrong(as_person, plot):
    answer = as_person("editor").post(at("record_evidence_add", plot), {"url": "javascript:x"})
    assert answer.status_code == 422
    assert "full web address" in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "status"), [("reviewer", 403), ("observer", 403), ("stranger", 404)]
)
def test_record_evidence_add_is_for_keepers(as_person, plot, file, role, status):
    client = as_person(role)
    link = {"url": "https://example.org"}
    assert client.post(at("record_evidence_add", plot), link).status_code == status
    assert client.post(at("record_evidence_remove", plot, file.pk)).status_code == status


def test_record_evidence_download_is_for_who_sees_the_record(as_person, plot, file):
    address = at("record_evidence_download", plot, file.pk)
    answer = as_person("observer").get(address)

    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert AuditEntry.objects.filter(action="record.read_evidence").count() == 1
    assert as_person("stranger").get(address).status_code == 404


def test_record_evidence_download_is_of_files_of_this_record(as_person, cast, plot, file):
    link = attach_link(PLOTS, plot, "https://example.org", by=cast.editor)
    other = make_record("plots", cast.park, by=cast.editor)
    client = as_person("editor")

    assert client.get(at("record_evidence_download", plot, link.pk)).status_code == 404
    assert client.get(at("record_evidence_download", other, file.pk)).status_code == 404


def test_record_evidence_remove_takes_it_off(as_person, plot, file):
    client, address = as_person("lead"), at("record_evidence_remove", plot, file.pk)
    assert client.post(address).status_code == 302
    assert not evidence_of(PLOTS, plot).exists()
    assert client.post(address).status_code == 404
    assert client.get(at("record_evidence_download", plot, file.pk)).status_code == 404
