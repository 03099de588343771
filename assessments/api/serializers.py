"""How frameworks, assignments and scores look in the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from assessments.choices import NodeKind, NullReason, VersionStatus
from governance.choices import CheckLevel, EvidenceKind
from parks.api.serializers import TextsSerializer
from parks.choices import Frequency, Over


class VersionRowSerializer(serializers.Serializer[Any]):
    """One version of a framework."""

    framework = serializers.CharField(source="framework.code")
    version = serializers.CharField()
    titles = TextsSerializer()
    status = serializers.ChoiceField(choices=VersionStatus.choices)
    has_stages = serializers.BooleanField()
    is_relative = serializers.BooleanField(
        help_text="Whether any score depends on the parks scored together."
    )
    source_sha256 = serializers.CharField()
    loaded_at = serializers.DateTimeField()
    published_at = serializers.DateTimeField(allow_null=True)


class FrameworkSerializer(serializers.Serializer[Any]):
    """A framework with the versions that the caller may see, the newest first."""

    code = serializers.CharField()
    versions = VersionRowSerializer(many=True, source="visible_versions")


class FrameworkMeasureSerializer(serializers.Serializer[Any]):
    """What an item and an indicator have in common."""

    code = serializers.CharField()
    titles = TextsSerializer(source="title")
    definitions = TextsSerializer(source="definition")
    unit = serializers.CharField()
    every = serializers.ChoiceField(choices=Frequency.choices)
    over = serializers.ChoiceField(choices=Over.choices)


class ScoredIndicatorSerializer(FrameworkMeasureSerializer):
    """Where an indicator's value comes from and how it is scored."""

    by = serializers.ChoiceField(choices=["entry", "formula", "platform"])
    formula = serializers.CharField(allow_blank=True)
    formula_in_words = TextsSerializer()
    empty_not_applicable = serializers.BooleanField()
    score = serializers.DictField()
    basis = serializers.ChoiceField(choices=["published", "convention", "proposed"])
    notes = TextsSerializer(source="note")
    evidence = TextsSerializer()
    register = TextsSerializer()


class FrameworkNodeSerializer(serializers.Serializer[Any]):
    """A node of the tree; `share` is its part of its parent's weight, from 0 to 1."""

    code = serializers.CharField()
    kind = serializers.ChoiceField(choices=NodeKind.choices)
    parent = serializers.CharField(allow_blank=True)  # type: ignore[assignment]
    titles = TextsSerializer(source="title")
    definitions = TextsSerializer(source="definition")
    weight = serializers.FloatField()
    share = serializers.FloatField()
    aggregation = serializers.CharField()
    stage = serializers.CharField(allow_blank=True)
    aspect = serializers.CharField(allow_blank=True)
    paper = serializers.CharField(allow_blank=True)
    indicator = ScoredIndicatorSerializer(allow_null=True)


class FrameworkStageSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    titles = TextsSerializer(source="title")
    definitions = TextsSerializer(source="definition")
    led_by = TextsSerializer()
    inclusion = TextsSerializer()
    is_terminal = serializers.BooleanField()


class FrameworkAspectSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    titles = TextsSerializer(source="title")
    definitions = TextsSerializer(source="definition")


class FrameworkBandSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    titles = TextsSerializer(source="title")
    start = serializers.FloatField()


class FrameworkRuleSerializer(serializers.Serializer[Any]):
    rule = serializers.CharField()
    in_words = TextsSerializer()
    titles = TextsSerializer(source="title")


class FrameworkCapSerializer(FrameworkRuleSerializer):
    node = serializers.CharField()
    at = serializers.FloatField()


class FrameworkGateSerializer(serializers.Serializer[Any]):
    from_stage = serializers.CharField()
    to_stage = serializers.CharField()
    quarters = serializers.IntegerField()
    rules = FrameworkRuleSerializer(many=True)


class FrameworkCheckSerializer(FrameworkRuleSerializer):
    level = serializers.ChoiceField(choices=CheckLevel.choices)
    missing_fails = serializers.BooleanField()


class VersionSerializer(VersionRowSerializer):
    """One version with all that its file says."""

    citation = serializers.CharField(allow_blank=True)
    doi = serializers.CharField(allow_blank=True)
    minimum_completeness = serializers.FloatField()
    carry = serializers.DictField(child=serializers.IntegerField())
    bands = FrameworkBandSerializer(many=True)
    stages = FrameworkStageSerializer(many=True)
    aspects = FrameworkAspectSerializer(many=True)
    items = FrameworkMeasureSerializer(many=True)
    nodes = FrameworkNodeSerializer(many=True)
    caps = FrameworkCapSerializer(many=True)
    gates = FrameworkGateSerializer(many=True)
    checks = FrameworkCheckSerializer(many=True)
    may_publish = serializers.BooleanField()


class FrameworkTextSerializer(serializers.Serializer[Any]):
    """The text of a framework file, in YAML."""

    text = serializers.CharField(trim_whitespace=False)


class FrameworkProblemSerializer(serializers.Serializer[Any]):
    """One error of a framework file."""

    line = serializers.IntegerField()
    place = serializers.CharField(allow_blank=True)
    code = serializers.CharField()
    message = serializers.CharField()


class FrameworkRefusalSerializer(serializers.Serializer[Any]):
    """Why a framework file was not kept: every error with its line (code `framework_invalid`)."""

    type = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField()
    detail = serializers.CharField()
    errors = FrameworkProblemSerializer(many=True, required=False)  # type: ignore[assignment]


class AssignmentSerializer(serializers.Serializer[Any]):
    """A version for a region with all below it, or for one park, from a period on."""

    framework = serializers.CharField(source="version.framework.code")
    version = serializers.CharField(source="version.version")
    region = serializers.CharField(source="region.code", allow_null=True, default=None)
    park = serializers.CharField(source="park.code", allow_null=True, default=None)
    from_period = serializers.CharField(source="from_period.code")
    assigned_at = serializers.DateTimeField()
    assigned_by = serializers.CharField(source="assigned_by.name")


class NewAssignmentSerializer(serializers.Serializer[Any]):
    """What an assignment is made of: either a region or a park."""

    framework = serializers.CharField()
    version = serializers.CharField()
    region = serializers.CharField(required=False, allow_null=True, default=None)
    park = serializers.CharField(required=False, allow_null=True, default=None)
    from_period = serializers.CharField(help_text="2026-09, 2026-Q3 or 2026")


class CapToldSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    at = serializers.FloatField()
    when = serializers.CharField()


class CapsToldSerializer(serializers.Serializer[Any]):
    """The caps that lowered a score, and those that cannot be decided for want of values."""

    applied = CapToldSerializer(many=True)
    undecided = CapToldSerializer(many=True)


class ScoreSerializer(serializers.Serializer[Any]):
    """A standing score; `null_reason` says why there is none, `raw_value` is an indicator's value."""

    park = serializers.CharField()
    period = serializers.CharField()
    framework = serializers.CharField()
    version = serializers.CharField()
    node = serializers.CharField()
    kind = serializers.ChoiceField(choices=NodeKind.choices)
    titles = TextsSerializer()
    value = serializers.FloatField(allow_null=True)
    null_reason = serializers.ChoiceField(choices=NullReason.choices, allow_blank=True)
    completeness = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    raw_value = serializers.FloatField(allow_null=True)
    carried_from = serializers.CharField(allow_null=True)
    caps = CapsToldSerializer(allow_null=True)
    recorded_at = serializers.DateTimeField()
    superseded_at = serializers.DateTimeField(allow_null=True)


class QuarterScoresSerializer(serializers.Serializer[Any]):
    """All scores of a park in a quarter, in tree order."""

    park = serializers.CharField()
    period = serializers.CharField()
    framework = serializers.CharField()
    version = serializers.CharField()
    stage = serializers.CharField(allow_blank=True)
    is_stale = serializers.BooleanField()
    scored_at = serializers.DateTimeField()
    manifest = serializers.DictField(child=serializers.CharField())
    scores = ScoreSerializer(many=True)


class InputValueSerializer(serializers.Serializer[Any]):
    namespace = serializers.CharField()
    code = serializers.CharField()
    back = serializers.IntegerField()
    value = serializers.FloatField(allow_null=True)
    state = serializers.CharField()


class CapStepSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    when = serializers.CharField()
    at = serializers.FloatField()
    holds = serializers.BooleanField(allow_null=True)
    before = serializers.FloatField(allow_null=True)
    after = serializers.FloatField(allow_null=True)
    inputs = InputValueSerializer(many=True)
    missing = serializers.ListField(child=serializers.CharField())


class ShareSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    weight = serializers.FloatField()
    nominal = serializers.FloatField()
    effective = serializers.FloatField()
    score = serializers.FloatField(allow_null=True)
    contribution = serializers.FloatField(allow_null=True)
    completeness = serializers.FloatField(allow_null=True)
    reason = serializers.CharField(allow_blank=True)


class StepSerializer(serializers.Serializer[Any]):
    """A step of the explanation: an indicator (from value to score), or a node (from its children to its score)."""

    code = serializers.CharField()
    kind = serializers.ChoiceField(choices=NodeKind.choices)
    titles = TextsSerializer()
    before_caps = serializers.FloatField(allow_null=True)
    caps = CapStepSerializer(many=True)
    score = serializers.FloatField(allow_null=True)
    reason = serializers.CharField(allow_blank=True)
    scale = serializers.ListField(child=serializers.FloatField())
    value = serializers.FloatField(allow_null=True, required=False)
    state = serializers.CharField(required=False)
    carried = serializers.BooleanField(required=False)
    formula = serializers.CharField(allow_null=True, required=False)
    empty_not_applicable = serializers.BooleanField(required=False)
    inputs = InputValueSerializer(many=True, required=False)
    method = serializers.CharField(required=False)
    parameters = serializers.DictField(required=False)
    clipped = serializers.CharField(allow_blank=True, required=False)
    aggregation = serializers.CharField(required=False)
    shares = ShareSerializer(many=True, required=False)
    completeness = serializers.FloatField(allow_null=True, required=False)
    minimum_completeness = serializers.FloatField(required=False)
    low = serializers.FloatField(allow_null=True, required=False)
    high = serializers.FloatField(allow_null=True, required=False)


class BarSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    kind = serializers.ChoiceField(choices=["top", "cap", "sibling", "own"])
    points = serializers.FloatField()


class EvidenceOfValueSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=EvidenceKind.choices)
    title = serializers.CharField()
    url = serializers.CharField(allow_blank=True)
    sha256 = serializers.CharField(allow_blank=True)


class ReportKeySerializer(serializers.Serializer[Any]):
    period = serializers.CharField(allow_blank=True)
    revision = serializers.IntegerField()


class SourceSerializer(serializers.Serializer[Any]):
    """A value that was used, and who filed, submitted and accepted it, or imported it from which file of history.

    `part` and `whole` are what a value of the source register was made of; its records are at the address of its measure.
    """

    indicator = serializers.CharField()
    period = serializers.CharField()
    value = serializers.FloatField(allow_null=True)
    missing_reason = serializers.CharField(allow_blank=True)
    source = serializers.CharField(allow_blank=True)  # type: ignore[assignment]
    part = serializers.FloatField(allow_null=True)
    whole = serializers.FloatField(allow_null=True)
    note = serializers.CharField(allow_blank=True)
    report = ReportKeySerializer()
    filed_by = serializers.CharField(allow_blank=True)
    filed_at = serializers.DateTimeField(allow_null=True)
    submitted_by = serializers.CharField(allow_blank=True)
    submitted_at = serializers.DateTimeField(allow_null=True)
    accepted_by = serializers.CharField(allow_blank=True)
    accepted_at = serializers.DateTimeField(allow_null=True)
    imported_by = serializers.CharField(allow_blank=True)
    imported_at = serializers.DateTimeField(allow_null=True)
    import_file = serializers.CharField(allow_blank=True)
    evidence = EvidenceOfValueSerializer(many=True)


class WhySerializer(ScoreSerializer):
    """A score with everything behind it; `is_verified` says that it was computed again with the stored hash."""

    is_stale = serializers.BooleanField()
    scored_at = serializers.DateTimeField()
    is_verified = serializers.BooleanField()
    manifest = serializers.DictField(child=serializers.CharField())
    band = serializers.CharField(allow_blank=True)
    top = serializers.CharField()
    path = serializers.ListField(child=serializers.CharField())
    steps = StepSerializer(many=True)
    waterfall = BarSerializer(many=True)
    rules_in_words = serializers.DictField(child=TextsSerializer())
    sources = SourceSerializer(many=True)


class RankSerializer(serializers.Serializer[Any]):
    park = serializers.CharField(source="score.park.code")
    place = serializers.IntegerField(allow_null=True)
    value = serializers.FloatField(source="score.value", allow_null=True)
    null_reason = serializers.CharField(source="score.null_reason", allow_blank=True)
    completeness = serializers.FloatField(source="score.completeness", allow_null=True)


class RankingSerializer(serializers.Serializer[Any]):
    """Places on one node; the set is the parks that the caller may see: `parks` of them, `scored` with a score."""

    framework = serializers.CharField()
    version = serializers.CharField()
    period = serializers.CharField()
    node = serializers.CharField()
    parks = serializers.IntegerField()
    scored = serializers.IntegerField()
    ranks = RankSerializer(many=True, source="rows")
