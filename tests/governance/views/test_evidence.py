"""Evidence on pages: attaching, removing, and who may download it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AuditEntry
from governance import report_workflow as workflow
from governance.models import Evidence
from governance.services.evidence import attach_file
from tests.governance.forms_for_tests import PERIOD, filled_report, in_october, small_report

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


@pytest.fixture
def as_person(client, cast):
    def sign_in(name):
        client.force_login(cast.person(name))
        return client

    return sign_in


def url(name, cast, *more):
    return reverse(f"governance:{name}", args=[cast.park.code, PERIOD, *more])


def upload(name="plan.pdf", content=PDF):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def test_evidence_add_attaches_a_file_to_an_entry(cast, as_person):
    small_report(cast.park)
    posted = {"indicator": "vacant", "file": upload()}
    assert as_person("editor").post(url("evidence_add", cast), posted).status_code == 302
    evidence = Evidence.objects.get()
    assert (evidence.title, evidence.indicator.code) == ("plan.pdf", "vacant")


def test_evidence_add_attaches_a_link_to_the_whole_report(cast, as_person):
    small_report(cast.park)
    posted = {"url": "https://example.org/plan", "title": "The plan"}
    answer = as_person("editor").post(url("evidence_add", cast), posted, follow=True)
    assert b"The plan" in answer.content
    assert Evidence.objects.get().indicator is None


@pytest.mark.parametrize(
    "posted",
    [
        {"url": "javascript:alert(1)"},
        {"url": "ftp://example.org/x"},
        {"url": ""},
        {"indicator": "vacant", "url": "example"},
    ],
)
def test_evidence_add_refuses_what_is_no_web_address(cast, as_person, posted):
    small_report(cast.park)
    assert as_person("editor").post(url("evidence_add", cast), posted).status_code == 422
    assert not Evidence.objects.exists()


def test_evidence_add_refuses_html_whatever_it_is_called(cast, as_person):
    small_report(cast.park)
    posted = {"indicator": "vacant", "file": upload(content=b"<html><script>1</script></html>")}
    assert as_person("editor").post(url("evidence_add", cast), posted).status_code == 422


@pytest.mark.parametrize(
    ("name", "status"), [("reviewer", 403), ("observer", 404), ("stranger", 404)]
)
def test_evidence_add_is_for_the_committee(cast, as_person, name, status):
    small_report(cast.park)
    posted = {"url": "https://example.org/"}
    assert as_person(name).post(url("evidence_add", cast), posted).status_code == status


def test_evidence_remove_is_possible_in_drafts_only(cast, as_person):
    report = filled_report(cast.park, cast.editor)
    first = attach_file(report, "vacant", upload(), by=cast.editor)
    second = attach_file(report, "vacant", upload("b.pdf"), by=cast.editor)
    client = as_person("editor")
    assert client.post(url("evidence_remove", cast, first.pk)).status_code == 302
    assert client.post(url("evidence_remove", cast, first.pk)).status_code == 404
    workflow.submit_report(report, by=cast.lead)
    assert client.post(url("evidence_remove", cast, second.pk)).status_code == 409
    assert list(Evidence.objects.values_list("pk", flat=True)) == [second.pk]


def test_evidence_download_follows_the_report(cast, as_person):
    report = filled_report(cast.park, cast.editor)
    evidence = attach_file(report, "vacant", upload(), by=cast.editor)
    address = url("evidence_download", cast, evidence.pk)
    assert as_person("observer").get(address).status_code == 404
    workflow.submit_report(report, by=cast.lead)
    workflow.open_review(report, by=cast.reviewer)
    report = workflow.accept_report(report, by=cast.reviewer)
    workflow.reopen_report(report, by=cast.authority, reason="A slip.")

    answer = as_person("observer").get(address)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert AuditEntry.objects.filter(action="evidence.read", by=cast.observer).exists()
    assert as_person("stranger").get(address).status_code == 404
