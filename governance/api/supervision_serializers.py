"""How findings, supervision rounds and monthly notices look in the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from governance.api.serializers import PersonSerializer
from governance.choices import FindingStatus, Severity
from governance.services.rounds import MOST_DRAWN

LONGEST_TEXT = 20_000


class RoundNameSerializer(serializers.Serializer[Any]):
    region = serializers.CharField(source="region.code")
    period = serializers.CharField(source="period.code")


class FindingSerializer(serializers.Serializer[Any]):
    """A finding, with what the caller may do about it now. `report` is the period of the report it was seen on."""

    park = serializers.CharField(source="park.code")
    code = serializers.CharField()
    title = serializers.CharField()
    description = serializers.CharField()
    severity = serializers.ChoiceField(choices=Severity.choices)
    status = serializers.ChoiceField(choices=FindingStatus.choices)
    is_overdue = serializers.BooleanField()
    responsible = serializers.CharField(source="responsible.code", allow_null=True, default=None)
    round = RoundNameSerializer(allow_null=True)
    report = serializers.CharField(source="report.period.code", allow_null=True, default=None)
    raised_on = serializers.DateField()
    raised_by = PersonSerializer()
    due_on = serializers.DateField()
    action = serializers.CharField()
    action_on = serializers.DateField(allow_null=True)
    rectification = serializers.CharField()
    rectified_on = serializers.DateField(allow_null=True)
    closed_on = serializers.DateField(allow_null=True)
    escalated_to = serializers.CharField()
    may_plan = serializers.BooleanField()
    may_rectify = serializers.BooleanField()
    may_prove = serializers.BooleanField()
    may_close = serializers.BooleanField()
    may_send_back = serializers.BooleanField()
    may_escalate = serializers.BooleanField()
    may_extend = serializers.BooleanField()


class FindingStepSerializer(serializers.Serializer[Any]):
    """A step that was taken, with what was said."""

    step = serializers.CharField()
    at = serializers.DateTimeField()
    by = PersonSerializer(allow_null=True)
    text = serializers.CharField()


class ProofSerializer(serializers.Serializer[Any]):
    """A file or link. The bytes of a file are at its own address."""

    id = serializers.IntegerField(source="pk")
    title = serializers.CharField()
    url = serializers.CharField()
    size = serializers.IntegerField(source="file.size", allow_null=True, default=None)
    sha256 = serializers.CharField(source="file.sha256", allow_null=True, default=None)
    added_at = serializers.DateTimeField()
    added_by = PersonSerializer()


class ProofFoundSerializer(serializers.Serializer[Any]):
    """All files and links of a finding."""

    results = ProofSerializer(many=True)


class FindingDetailSerializer(FindingSerializer):
    """A finding with its steps and its proof."""

    steps = FindingStepSerializer(source="listed_steps", many=True)
    proof = ProofSerializer(source="listed_proof", many=True)


class NewFindingSerializer(serializers.Serializer[Any]):
    """`item` names what a round drew: region, quarter and position, as in YJ-HT/2026-Q3/5."""

    park = serializers.CharField(max_length=32)
    title = serializers.CharField(max_length=250)
    description = serializers.CharField(
        required=False, allow_blank=True, default="", max_length=LONGEST_TEXT
    )
    severity = serializers.ChoiceField(choices=Severity.choices)
    responsible = serializers.CharField(required=False, allow_blank=True, default="", max_length=40)
    raised_on = serializers.DateField(required=False, allow_null=True, default=None)
    due_on = serializers.DateField()
    item = serializers.CharField(required=False, allow_blank=True, default="", max_length=60)


class PlanSerializer(serializers.Serializer[Any]):
    action = serializers.CharField(max_length=LONGEST_TEXT)
    action_on = serializers.DateField()


class RectifySerializer(serializers.Serializer[Any]):
    """What was done; a web address beside it becomes proof, files are sent to the finding's evidence before."""

    text = serializers.CharField(max_length=LONGEST_TEXT)
    url = serializers.CharField(required=False, allow_blank=True, default="", max_length=500)
    title = serializers.CharField(required=False, allow_blank=True, default="", max_length=250)


class CloseFindingSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(required=False, allow_blank=True, default="", max_length=4_000)


class EscalateSerializer(serializers.Serializer[Any]):
    to = serializers.CharField(max_length=200)
    text = serializers.CharField(required=False, allow_blank=True, default="", max_length=4_000)


class ExtendSerializer(serializers.Serializer[Any]):
    due_on = serializers.DateField()
    reason = serializers.CharField(max_length=4_000)


class NewProofSerializer(serializers.Serializer[Any]):
    """A file (multipart) or a web address."""

    title = serializers.CharField(required=False, allow_blank=True, default="", max_length=250)
    file = serializers.FileField(required=False)
    url = serializers.CharField(required=False, allow_blank=True, default="", max_length=500)


class RoundSerializer(serializers.Serializer[Any]):
    """A supervision round of a region and quarter. The seed draws the sample from the population, in its order."""

    region = serializers.CharField(source="region.code")
    period = serializers.CharField(source="period.code")
    seed = serializers.IntegerField()
    reports_asked = serializers.IntegerField()
    evidence_asked = serializers.IntegerField()
    opened_at = serializers.DateTimeField()
    opened_by = PersonSerializer()
    drawn_at = serializers.DateTimeField(allow_null=True)
    drawn = serializers.IntegerField()
    checked = serializers.IntegerField()
    closed_at = serializers.DateTimeField(allow_null=True)
    closed_by = PersonSerializer(allow_null=True)
    summary = serializers.CharField()


class SampledSerializer(serializers.Serializer[Any]):
    """An item of a sample: a report, or a piece of its evidence."""

    position = serializers.IntegerField()
    park = serializers.CharField(source="report.park.code")
    period = serializers.CharField(source="report.period.code")
    revision = serializers.IntegerField(source="report.revision")
    evidence = serializers.IntegerField(source="evidence_id", allow_null=True)
    evidence_title = serializers.CharField(source="evidence.title", allow_null=True, default=None)
    remark = serializers.CharField()
    checked_at = serializers.DateTimeField(allow_null=True)
    checked_by = PersonSerializer(allow_null=True)


class RoundDetailSerializer(RoundSerializer):
    """A round with its sample; `population` is how many reports and pieces of evidence it draws from."""

    reports_in_population = serializers.IntegerField(source="page.reports")
    evidence_in_population = serializers.IntegerField(source="page.evidence")
    is_drawn_again = serializers.BooleanField(source="page.is_same")
    sample = SampledSerializer(source="page.sample", many=True)


class NewRoundSerializer(serializers.Serializer[Any]):
    """The seed is drawn by the platform, so that nobody chooses the sample."""

    region = serializers.CharField(max_length=32)
    period = serializers.CharField(max_length=7)
    reports_asked = serializers.IntegerField(min_value=1, max_value=MOST_DRAWN)
    evidence_asked = serializers.IntegerField(min_value=0, max_value=MOST_DRAWN)


class RemarkSerializer(serializers.Serializer[Any]):
    remark = serializers.CharField(max_length=4_000)


class SummarySerializer(serializers.Serializer[Any]):
    summary = serializers.CharField(max_length=LONGEST_TEXT)


class NoticeReportsSerializer(serializers.Serializer[Any]):
    """Reports of periods that ended in the month."""

    asked = serializers.IntegerField()
    on_time = serializers.IntegerField()
    late = serializers.IntegerField()
    missing = serializers.IntegerField()


class NoticeEntriesSerializer(serializers.Serializer[Any]):
    """Required entries of these reports, how many hold a value, and their share in per cent."""

    required = serializers.IntegerField()  # type: ignore[assignment]
    filled = serializers.IntegerField()
    completeness = serializers.FloatField(allow_null=True)


class NoticeFindingsSerializer(serializers.Serializer[Any]):
    """Findings raised and closed in the month, open and overdue on its last day."""

    raised = serializers.IntegerField()
    closed = serializers.IntegerField()
    open = serializers.IntegerField()
    overdue = serializers.IntegerField()


class NoticeDutiesSerializer(serializers.Serializer[Any]):
    """Duties due in the month, how many of them were done by its last day, and all that were overdue then."""

    due = serializers.IntegerField()
    done = serializers.IntegerField()
    overdue = serializers.IntegerField()


class NoticeFiguresSerializer(serializers.Serializer[Any]):
    """The figures of a month, frozen when the notice was issued."""

    reports = NoticeReportsSerializer()
    entries = NoticeEntriesSerializer()
    findings = NoticeFindingsSerializer()
    duties = NoticeDutiesSerializer()


class NoticeSerializer(serializers.Serializer[Any]):
    """The monthly notice of a park."""

    park = serializers.CharField(source="park.code")
    period = serializers.CharField(source="period.code")
    due_on = serializers.DateField()
    issued_at = serializers.DateTimeField(allow_null=True)
    issued_on = serializers.DateField(allow_null=True)
    issued_by = PersonSerializer(allow_null=True)
    is_late = serializers.BooleanField()
    figures = NoticeFiguresSerializer()
    remarks = serializers.CharField()


class NewNoticesSerializer(serializers.Serializer[Any]):
    """The notices of a month, for these parks: all of them are issued or none."""

    period = serializers.CharField(max_length=7)
    parks = serializers.ListField(
        child=serializers.CharField(max_length=32), allow_empty=False, max_length=1_000
    )
    remarks = serializers.CharField(required=False, allow_blank=True, default="", max_length=4_000)


class NoticesSerializer(serializers.Serializer[Any]):
    """The notices that were issued."""

    results = NoticeSerializer(many=True)
