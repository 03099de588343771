"""Attaching and removing evidence."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import AuditEntry
from governance import report_workflow as workflow
from governance.services import evidence as service
from tests.governance.forms_for_tests import filled_report, in_october


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


@pytest.fixture
def report(cast):
    return filled_report(cast.park, cast.editor)


def test_a_file_keeps_its_hash_in_the_audit_trail(cast, report):
    upload = SimpleUploadedFile("list.csv", b"firm,floor\nA,3\n")
    evidence = service.attach_file(report, "vacant", upload, title="  The  list ", by=cast.editor)
    assert evidence.title == "The list"
    details = AuditEntry.objects.get(action="evidence.add").details
    assert details == {"indicator": "vacant", "sha256": evidence.file.sha256}


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://example.org", "//example.org", "", "file:///etc/passwd"]
)
def test_only_web_addresses_are_links(cast, report, url):
    with pytest.raises(RuleBroken) as refused:
        service.attach_link(report, "vacant", url, by=cast.editor)
    assert refused.value.code == "address_refused"


def test_evidence_is_for_what_the_report_asks(cast, report):
    with pytest.raises(RuleBroken) as refused:
        service.attach_link(report, "vacancy", "https://example.org", by=cast.editor)
    assert refused.value.code == "entry_unknown"


def test_an_entry_holds_so_much_and_no_more(cast, report, monkeypatch):
    monkeypatch.setattr(service, "MOST_OF_ONE", 1)
    service.attach_link(report, "vacant", "https://example.org", by=cast.editor)
    service.attach_link(report, "floor", "https://example.org", by=cast.editor)
    with pytest.raises(RuleBroken) as refused:
        service.attach_link(report, "vacant", "https://example.org/2", by=cast.editor)
    assert refused.value.code == "evidence_too_many"


def test_a_submitted_report_keeps_its_evidence(cast, report):
    evidence = service.attach_link(report, "vacant", "https://example.org", by=cast.editor)
    workflow.submit_report(report, by=cast.lead)
    with pytest.raises(NoLongerPossible):
        service.remove_evidence(evidence, by=cast.editor)
    with pytest.raises(NoLongerPossible):
        service.attach_link(report, "", "https://example.org", by=cast.editor)


def test_removing_twice_says_so(cast, report):
    evidence = service.attach_link(report, "vacant", "https://example.org", by=cast.editor)
    with pytest.raises(PermissionDenied):
        service.remove_evidence(evidence, by=cast.reviewer)
    stale = type(evidence).objects.get(pk=evidence.pk)
    service.remove_evidence(evidence, by=cast.editor)
    with pytest.raises(NoLongerPossible) as refused:
        service.remove_evidence(stale, by=cast.editor)
    assert refused.value.code == "evidence_removed"
