"""How frameworks, assignments and scores look in the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from assessments.choices import NodeKind, VersionStatus
from governance.choices import CheckLevel
from parks.choices import Frequency, Over


class TextsSerializer(serializers.Serializer[Any]):
    """A text in both languages, under the keys "en" and "zh-hans"."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {
            "en": serializers.CharField(allow_blank=True),
            "zh-hans": serializers.CharField(allow_blank=True),
        }

    def to_representation(self, instance: Any) -> dict[str, str]:
        return {"en": instance.get("en", ""), "zh-hans": instance.get("zh-hans", "")}


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


class MeasureSerializer(serializers.Serializer[Any]):
    """What an item and an indicator have in common."""

    code = serializers.CharField()
    titles = TextsSerializer(source="title")
    definitions = TextsSerializer(source="definition")
    unit = serializers.CharField()
    every = serializers.ChoiceField(choices=Frequency.choices)
    over = serializers.ChoiceField(choices=Over.choices)


class IndicatorSerializer(MeasureSerializer):
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


class NodeSerializer(serializers.Serializer[Any]):
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
    indicator = IndicatorSerializer(allow_null=True)


class StageSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    titles = TextsSerializer(source="title")
    definitions = TextsSerializer(source="definition")
    led_by = TextsSerializer()
    inclusion = TextsSerializer()
    is_terminal = serializers.BooleanField()


class AspectSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    titles = TextsSerializer(source="title")
    definitions = TextsSerializer(source="definition")


class BandSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    titles = TextsSerializer(source="title")
    start = serializers.FloatField()


class RuleSerializer(serializers.Serializer[Any]):
    rule = serializers.CharField()
    in_words = TextsSerializer()
    titles = TextsSerializer(source="title")


class CapSerializer(RuleSerializer):
    node = serializers.CharField()
    at = serializers.FloatField()


class GateSerializer(serializers.Serializer[Any]):
    from_stage = serializers.CharField()
    to_stage = serializers.CharField()
    quarters = serializers.IntegerField()
    rules = RuleSerializer(many=True)


class CheckSerializer(RuleSerializer):
    level = serializers.ChoiceField(choices=CheckLevel.choices)
    missing_fails = serializers.BooleanField()


class VersionSerializer(VersionRowSerializer):
    """One version with all that its file says."""

    citation = serializers.CharField(allow_blank=True)
    doi = serializers.CharField(allow_blank=True)
    minimum_completeness = serializers.FloatField()
    carry = serializers.DictField(child=serializers.IntegerField())
    bands = BandSerializer(many=True)
    stages = StageSerializer(many=True)
    aspects = AspectSerializer(many=True)
    items = MeasureSerializer(many=True)
    nodes = NodeSerializer(many=True)
    caps = CapSerializer(many=True)
    gates = GateSerializer(many=True)
    checks = CheckSerializer(many=True)
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
