"""How a park's path, its gate and the decisions on it look in the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from assessments.choices import Outcome
from assessments.selectors.gates import WHY_NONE
from governance.api.serializers import PathStepSerializer, PersonSerializer
from governance.choices import Stage, Verdict
from parks.api.serializers import TextsSerializer


class MissingValueSerializer(serializers.Serializer[Any]):
    """A name of a rule for want of whose value it cannot be decided."""

    name = serializers.CharField()
    titles = TextsSerializer()


class RuleQuarterSerializer(serializers.Serializer[Any]):
    """What came of a rule in a quarter; the margin is positive where it holds, negative where it fails."""

    period = serializers.CharField()
    outcome = serializers.ChoiceField(choices=Outcome.choices)
    margin = serializers.FloatField(allow_null=True)
    missing = MissingValueSerializer(many=True)
    why_none = serializers.ChoiceField(
        choices=list(WHY_NONE),
        allow_blank=True,
        help_text="Why the quarter does not count; empty where it does.",
    )


class GateRuleSerializer(serializers.Serializer[Any]):
    """One rule over the quarters asked for, the oldest first; the value is the first one that it reads, now."""

    rule = serializers.CharField()
    titles = TextsSerializer(source="words.titles")
    in_words = TextsSerializer(source="words.in_words")
    units = TextsSerializer(source="words.units")
    outcome = serializers.ChoiceField(choices=Outcome.choices)
    value = serializers.FloatField(allow_null=True)
    quarters = RuleQuarterSerializer(many=True)


class GateSerializer(serializers.Serializer[Any]):
    """The gate ahead of a park. `seen` is to be sent with a decision: it tells what the decision rests on."""

    from_stage = serializers.ChoiceField(choices=Stage.choices)
    to_stage = serializers.ChoiceField(choices=Stage.choices)
    framework = serializers.CharField(source="version.framework.code")
    version = serializers.CharField(source="version.version")
    quarters = serializers.IntegerField()
    held_for = serializers.IntegerField()
    outcome = serializers.ChoiceField(choices=Outcome.choices)
    is_open = serializers.BooleanField()
    rules = GateRuleSerializer(many=True)


class DecisionSerializer(serializers.Serializer[Any]):
    """A decision on a gate; a revoked one stays on record."""

    id = serializers.IntegerField(source="pk")
    park = serializers.CharField(source="park.code")
    from_stage = serializers.ChoiceField(choices=Stage.choices)
    to_stage = serializers.ChoiceField(choices=Stage.choices)
    period = serializers.CharField(source="period.code")
    verdict = serializers.ChoiceField(choices=Verdict.choices)
    reason = serializers.CharField()
    decided_by = PersonSerializer()
    decided_at = serializers.DateTimeField()
    revoked_by = PersonSerializer(allow_null=True)
    revoked_at = serializers.DateTimeField(allow_null=True)
    revoke_reason = serializers.CharField(allow_blank=True)


class DecisionDetailSerializer(DecisionSerializer):
    """A decision with its frozen evaluation."""

    evaluation = serializers.DictField()
    may_revoke = serializers.BooleanField()


class PathSerializer(serializers.Serializer[Any]):
    """A park's way through the stages, the gate ahead, and what the caller may decide now."""

    steps = PathStepSerializer(many=True)
    gate = GateSerializer(allow_null=True)
    seen = serializers.CharField(
        allow_blank=True, help_text="What tells the evaluation shown; sent with a decision."
    )
    may_enter = serializers.BooleanField()
    may_decide = serializers.BooleanField()


class NewDecisionSerializer(serializers.Serializer[Any]):
    """What a decision on the gate ahead is made of."""

    verdict = serializers.ChoiceField(choices=Verdict.choices)
    reason = serializers.CharField(max_length=4_000)
    seen = serializers.CharField(max_length=64, help_text="As the path told it.")


class RevocationSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=4_000)
