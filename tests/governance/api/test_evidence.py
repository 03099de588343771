"""Evidence through the API."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from governance.models import Evidence
from governance.services.evidence import attach_file
from tests.governance.forms_for_tests import filled_report, small_report

CSV = b"firm,floor\nA,3\n"


def test_evidence_add_takes_a_link_and_a_file(cast, call):
    small_report(cast.park)
    link = {"indicator": "vacant", "url": "https://example.org/plan"}
    answer = call("editor", "post", "evidence", link)
    assert (answer.status_code, answer.data["indicator"]) == (201, "vacant")
    upload = {"file": SimpleUploadedFile("list.csv", CSV)}
    answer = call("editor", "post", "evidence", upload, format="multipart")
    assert (answer.status_code, answer.data["indicator"], answer.data["size"]) == (201, None, 15)
    assert len(call("editor", "get", "evidence").data["results"]) == 2


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"url": "javascript:alert(1)"}, "address_refused"),
        ({}, "address_refused"),
        ({"url": "https://example.org", "indicator": "nothing"}, "entry_unknown"),
    ],
)
def test_evidence_add_refuses_what_is_none(cast, call, sent, code):
    small_report(cast.park)
    answer = call("editor", "post", "evidence", sent)
    assert (answer.status_code, answer.data["code"]) == (400, code)


@pytest.mark.parametrize(("name", "status"), [("reviewer", 403), ("observer", 404)])
def test_evidence_add_is_for_the_committee(cast, call, name, status):
    small_report(cast.park)
    answer = call(name, "post", "evidence", {"url": "https://example.org"})
    assert answer.status_code == status


def test_evidence_download_and_removal(cast, call):
    report = filled_report(cast.park, cast.editor)
    evidence = attach_file(report, "vacant", SimpleUploadedFile("l.csv", CSV), by=cast.editor)
    address = f"evidence/{evidence.pk}"
    answer = call("reviewer", "get", address)
    assert b"".join(answer.streaming_content) == CSV
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert call("stranger", "get", address).status_code == 404
    assert call("reviewer", "delete", address).status_code == 403
    assert call("editor", "delete", address).status_code == 204
    assert not Evidence.objects.exists()
