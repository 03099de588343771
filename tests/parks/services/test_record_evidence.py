"""Evidence of a record: who attaches it, what is on record, where it ends."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import AuditEntry, StoredFile
from parks.models import RecordEvidence
from parks.registers import REGISTERS
from parks.selectors.record_detail import evidence_of
from parks.services import record_evidence as service
from parks.services.record_evidence import attach_file, attach_link, note_reading, remove_evidence
from parks.services.records import remove_record
from tests.parks.records_for_tests import make_record

PLOTS = REGISTERS["plots"]
LINK = "https://example.org/plan"


@pytest.fixture
def plot(cast):
    return make_record("plots", cast.park, by=cast.editor)


def entries(action):
    return list(AuditEntry.objects.filter(action=action).order_by("sequence"))


def test_a_file_and_a_link_are_kept_behind_the_record(cast, plot):
    file = attach_file(PLOTS, plot, ContentFile(b"%PDF-1.4 a", name="a.pdf"), by=cast.editor)
    link = attach_link(PLOTS, plot, LINK, title="Plan", by=cast.lead)

    assert list(evidence_of(PLOTS, plot)) == [file, link]
    assert (file.park, file.register, file.record) == (cast.park, "plots", plot.pk)
    told = [(one.target_label, one.details["title"]) for one in entries("record.attach")]
    assert told == [("PL-0001 North yard", "a.pdf"), ("PL-0001 North yard", "Plan")]


def test_evidence_of_another_register_with_the_same_number_is_not_its_own(cast, plot):
    facility = make_record("facilities", cast.park, by=cast.editor)
    RecordEvidence.objects.all().delete()
    attach_link(REGISTERS["facilities"], facility, LINK, by=cast.editor)

    assert not evidence_of(PLOTS, plot).exists()


def test_evidence_is_taken_off_and_its_bytes_stay(cast, plot):
    file = attach_file(PLOTS, plot, ContentFile(b"%PDF-1.4 a", name="a.pdf"), by=cast.editor)
    remove_evidence(PLOTS, plot, file, by=cast.lead)

    assert not evidence_of(PLOTS, plot).exists()
    assert RecordEvidence.objects.count() == StoredFile.objects.count() == 1
    assert [one.details["title"] for one in entries("record.detach")] == ["a.pdf"]
    with pytest.raises(NoLongerPossible):
        remove_evidence(PLOTS, plot, file, by=cast.lead)


@pytest.mark.parametrize("role", ["reviewer", "authority", "observer", "administrator", "stranger"])
def test_only_keepers_attach_and_remove(cast, plot, role):
    link = attach_link(PLOTS, plot, LINK, by=cast.editor)
    with pytest.raises(PermissionDenied):
        attach_link(PLOTS, plot, LINK, by=cast.person(role))
    with pytest.raises(PermissionDenied):
        remove_evidence(PLOTS, plot, link, by=cast.person(role))


def test_what_is_struck_off_takes_no_evidence(cast, plot):
    remove_record(PLOTS, plot, reason="Twice.", by=cast.editor)
    with pytest.raises(NoLongerPossible):
        attach_link(PLOTS, plot, LINK, by=cast.editor)


def test_there_is_an_end_to_evidence(cast, plot, monkeypatch):
    monkeypatch.setattr(service, "MOST_OF_ONE", 1)
    attach_link(PLOTS, plot, LINK, by=cast.editor)
    with pytest.raises(RuleBroken) as refused:
        attach_link(PLOTS, plot, LINK, by=cast.editor)
    assert refused.value.code == "evidence_too_many"


def test_a_refused_file_leaves_nothing(cast, plot):
    with pytest.raises(RuleBroken):
        attach_file(PLOTS, plot, ContentFile(b"", name="a.pdf"), by=cast.editor)
    assert not evidence_of(PLOTS, plot).exists()


def test_who_opened_a_file_is_on_record(cast, plot):
    link = attach_link(PLOTS, plot, LINK, title="Plan", by=cast.editor)
    note_reading(PLOTS, plot, link, by=cast.observer)

    (entry,) = entries("record.read_evidence")
    assert (entry.by, entry.details["title"]) == (cast.observer, "Plan")
