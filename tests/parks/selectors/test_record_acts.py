"""Acts on records in the audit trail of a park."""

from accounts.models import AuditEntry
from parks.registers import REGISTERS
from parks.selectors.audit_list import lines_of
from parks.selectors.record_acts import details_told
from parks.services.record_evidence import attach_link
from parks.services.records import change_record, remove_record
from tests.parks.records_for_tests import make_record

MEETINGS = REGISTERS["meetings"]


def told(action):
    return dict(details_told(AuditEntry.objects.filter(action=action).latest("sequence"), {}))


def test_the_fields_of_a_record_are_told_in_words(cast):
    make_record("actors", cast.park, by=cast.editor)
    meeting = make_record("meetings", cast.park, by=cast.editor, attended_by=["AC-0001"])
    assert told("record.create") == {
        "register": "Meetings",
        "code": "ME-0001",
        "English name": "Joint meeting on land",
        "held on": "12 Mar 2026",
        "meeting of the pilot": "no",
        "joint meeting": "yes",
        "attended by": "AC-0001",
    }
    change_record(MEETINGS, meeting, {"is_pilot": True}, seen_version=1, by=cast.editor)
    assert told("record.change") == {"register": "Meetings", "meeting of the pilot": "no → yes"}


def test_what_is_said_besides_is_told_too(cast):
    meeting = make_record("meetings", cast.park, by=cast.editor)
    attach_link(MEETINGS, meeting, "https://example.org/m", title="Minutes", by=cast.editor)
    assert told("record.attach") == {
        "register": "Meetings",
        "title": "Minutes",
        "address": "https://example.org/m",
    }
    remove_record(MEETINGS, meeting, reason="Twice.", by=cast.editor)
    assert told("record.remove") == {"register": "Meetings", "reason": "Twice."}


def test_the_trail_of_a_park_tells_them_so(cast):
    make_record("plots", cast.park, by=cast.editor)
    (line,) = lines_of(AuditEntry.objects.filter(park_id=cast.park.pk))
    assert line.sentence == "The record PL-0001 North yard was entered in its register."
    assert ("land use", "Production") in line.details


def test_an_entry_of_something_else_is_told_as_ever():
    assert details_told(AuditEntry(details={"reason": "Late."}), {}) == [("reason", "Late.")]
    assert details_told(AuditEntry(details={"register": "weather"}), {}) == [
        ("register", "weather")
    ]
