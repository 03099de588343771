"""Attaching and removing the proof of a rectification."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import AuditEntry
from governance.selectors.finding_detail import proof_of
from governance.services import proof as service
from governance.services.proof import Proof
from tests.governance.supervised import LINK, in_october, raised, rectified


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def test_a_file_keeps_its_hash_in_the_audit_trail(cast):
    upload = SimpleUploadedFile("rails.csv", b"rail,height\nA,3\n")
    evidence = service.attach_proof(raised(cast), Proof(file=upload), by=cast.editor)
    assert evidence.title == "rails.csv"
    details = AuditEntry.objects.get(action="finding.attach").details
    assert details == {"title": "rails.csv", "sha256": evidence.file.sha256}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org", "", "//example.org"])
def test_only_web_addresses_are_links(cast, url):
    with pytest.raises(RuleBroken) as refused:
        service.attach_proof(raised(cast), Proof(url=url), by=cast.editor)
    assert refused.value.code == "address_refused"


def test_an_address_has_a_length(cast):
    with pytest.raises(RuleBroken) as refused:
        service.attach_proof(
            raised(cast), Proof(url="https://example.org/" + "x" * 500), by=cast.editor
        )
    assert refused.value.code == "address_too_long"


def test_a_finding_holds_so_much_and_no_more(cast, monkeypatch):
    monkeypatch.setattr(service, "MOST_OF_ONE", 1)
    finding = raised(cast)
    service.attach_proof(finding, LINK, by=cast.editor)
    with pytest.raises(RuleBroken) as refused:
        service.attach_proof(finding, LINK, by=cast.editor)
    assert refused.value.code == "evidence_too_many"


@pytest.mark.parametrize("name", ["reviewer", "authority", "observer", "administrator", "stranger"])
def test_only_the_committee_attaches(cast, name):
    with pytest.raises(PermissionDenied):
        service.attach_proof(raised(cast), LINK, by=cast.person(name))


def test_what_is_answered_keeps_its_proof(cast):
    finding = rectified(cast)
    for act in (
        lambda: service.attach_proof(finding, LINK, by=cast.lead),
        lambda: service.remove_proof(finding, proof_of(finding).get(), by=cast.lead),
    ):
        with pytest.raises(NoLongerPossible) as refused:
            act()
        assert refused.value.code == "finding_answered"


def test_what_is_removed_stays_on_record(cast):
    finding = raised(cast)
    evidence = service.attach_proof(finding, LINK, by=cast.editor)
    service.remove_proof(finding, evidence, by=cast.lead)
    evidence.refresh_from_db()
    assert evidence.removed_at is not None
    assert not proof_of(finding).exists()
    with pytest.raises(NoLongerPossible) as refused:
        service.remove_proof(finding, evidence, by=cast.lead)
    assert refused.value.code == "evidence_removed"


def test_reading_a_proof_is_on_record(cast):
    finding = raised(cast)
    evidence = service.attach_proof(finding, LINK, by=cast.editor)
    service.note_reading(finding, evidence, by=cast.reviewer)
    entry = AuditEntry.objects.get(action="finding.read_proof")
    assert (entry.by, entry.park_id) == (cast.reviewer, cast.park.pk)
