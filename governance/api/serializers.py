"""How reports, entries, evidence, checks and the path look in the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from governance.choices import CheckLevel, EntrySource, EvidenceKind, ReportStatus, Stage
from governance.selectors.acts import ACTS
from governance.selectors.report_list import state_word
from parks.choices import Frequency, MissingReason


class PersonSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()


class ReportSerializer(serializers.Serializer[Any]):
    """One revision of a report, with what the caller may do with it now."""

    park = serializers.CharField(source="park.code")
    period = serializers.CharField(source="period.code")
    every = serializers.ChoiceField(source="period.every", choices=Frequency.choices)
    revision = serializers.IntegerField()
    stage = serializers.ChoiceField(choices=Stage.choices, allow_blank=True)
    status = serializers.ChoiceField(choices=ReportStatus.choices)
    framework = serializers.CharField(source="form.framework")
    framework_version = serializers.CharField(source="form.version")
    due_on = serializers.DateField(source="period.due_on")
    locks_on = serializers.DateField()
    opened_at = serializers.DateTimeField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    submitted_by = PersonSerializer(allow_null=True)
    accepted_at = serializers.DateTimeField(allow_null=True)
    accepted_by = PersonSerializer(allow_null=True)
    may_edit = serializers.BooleanField()
    may_submit = serializers.BooleanField()
    may_withdraw = serializers.BooleanField()
    may_open = serializers.BooleanField()
    may_return = serializers.BooleanField()
    may_accept = serializers.BooleanField()
    may_reopen = serializers.BooleanField()

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Tell a report loaded as of a day as it then was: later steps are not told, and nothing can be done with it."""
        told: dict[str, Any] = super().to_representation(instance)
        moment = getattr(instance, "known_at", None)
        if moment is None:
            return told
        state = state_word(instance)
        told["status"] = state if state in ReportStatus.values else ReportStatus.DRAFT.value
        for act, at in (("submitted", instance.submitted_at), ("accepted", instance.accepted_at)):
            if at is not None and at > moment:
                told |= {f"{act}_at": None, f"{act}_by": None}
        return told | {f"may_{act}": False for act in ACTS}


assert {f"may_{act}" for act in ACTS} < set(ReportSerializer().fields)


class EntrySerializer(serializers.Serializer[Any]):
    """One entry. `version` is sent back with a change; null value and empty reason mean not filled yet.

    `part` and `whole` are what a value read from a register was made of; its records are at the address of its measure.
    """

    indicator = serializers.CharField(source="indicator.code")
    titles = serializers.DictField(source="indicator.titles")
    units = serializers.DictField(source="indicator.units")
    source = serializers.ChoiceField(choices=EntrySource.choices)  # type: ignore[assignment]
    value = serializers.FloatField(allow_null=True)
    missing_reason = serializers.ChoiceField(choices=MissingReason.choices, allow_blank=True)
    part = serializers.FloatField(allow_null=True)
    whole = serializers.FloatField(allow_null=True)
    note = serializers.CharField()
    version = serializers.IntegerField()
    changed_at = serializers.DateTimeField(allow_null=True)
    changed_by = PersonSerializer(allow_null=True)
    observation_revision = serializers.IntegerField(
        source="observation.revision", allow_null=True, default=None
    )


class EntriesSerializer(serializers.Serializer[Any]):
    """All entries of a report, which are never more than its form has."""

    results = EntrySerializer(many=True)


class ReportDetailSerializer(ReportSerializer):
    """A report with its entries and narrative."""

    narrative = serializers.CharField()
    narrative_version = serializers.IntegerField()
    entries = EntrySerializer(source="listed_entries", many=True)


class EntryChangeSerializer(serializers.Serializer[Any]):
    """A change of one entry; what is left out stays. A value clears the reason and the reverse."""

    version = serializers.IntegerField(min_value=0)
    value = serializers.FloatField(required=False, allow_null=True)
    missing_reason = serializers.ChoiceField(
        choices=MissingReason.choices, required=False, allow_blank=True
    )
    note = serializers.CharField(required=False, allow_blank=True, max_length=4_000)


class NamedEntryChangeSerializer(EntryChangeSerializer):
    indicator = serializers.CharField(max_length=64)


class EntryChangesSerializer(serializers.Serializer[Any]):
    """Changes of several entries; all of them are made or none."""

    entries = NamedEntryChangeSerializer(many=True, allow_empty=False)


class NarrativeSerializer(serializers.Serializer[Any]):
    narrative = serializers.CharField(allow_blank=True, max_length=20_000)
    version = serializers.IntegerField(min_value=1)


class ReasonSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=4_000)


class EvidenceSerializer(serializers.Serializer[Any]):
    """A file or link. The bytes of a file are at its own address."""

    id = serializers.IntegerField(source="pk")
    indicator = serializers.CharField(source="indicator.code", allow_null=True, default=None)
    kind = serializers.ChoiceField(choices=EvidenceKind.choices)
    title = serializers.CharField()
    url = serializers.CharField()
    size = serializers.IntegerField(source="file.size", allow_null=True, default=None)
    sha256 = serializers.CharField(source="file.sha256", allow_null=True, default=None)
    added_at = serializers.DateTimeField()
    added_by = PersonSerializer()


class EvidenceFoundSerializer(serializers.Serializer[Any]):
    """All files and links of a report."""

    results = EvidenceSerializer(many=True)


class NewEvidenceSerializer(serializers.Serializer[Any]):
    """A file (multipart) or a web address, for an entry or, without an indicator, for the whole report."""

    indicator = serializers.CharField(required=False, allow_blank=True, default="", max_length=64)
    title = serializers.CharField(required=False, allow_blank=True, default="", max_length=250)
    file = serializers.FileField(required=False)
    url = serializers.CharField(required=False, allow_blank=True, default="", max_length=500)


class CheckSerializer(serializers.Serializer[Any]):
    """A check of the report: holds, fails (missed by `off_by`, if that has a size) or skipped."""

    level = serializers.ChoiceField(choices=CheckLevel.choices)
    rule = serializers.CharField()
    message = serializers.CharField()
    outcome = serializers.ChoiceField(
        choices=[("holds", "holds"), ("fails", "fails"), ("skipped", "skipped")]
    )
    off_by = serializers.FloatField(allow_null=True)
    indicators = serializers.ListField(source="codes", child=serializers.CharField())
    missing = serializers.ListField(child=serializers.CharField())
    is_noted = serializers.BooleanField()
    is_blocking = serializers.BooleanField()


class ChecksSerializer(serializers.Serializer[Any]):
    """All checks of a report."""

    results = CheckSerializer(many=True)


class PathStepSerializer(serializers.Serializer[Any]):
    stage = serializers.ChoiceField(choices=Stage.choices)
    entered_on = serializers.DateField()
    reason = serializers.CharField(max_length=4_000)
    decided_at = serializers.DateTimeField(read_only=True)
    decided_by = PersonSerializer(read_only=True)
