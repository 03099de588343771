"""How runs and weights sets look in the API."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assessments.choices import Cause, NodeKind, NullReason, RunStatus
from assessments.selectors.run_compare import Move
from governance.choices import Stage


class RunFailureSerializer(serializers.Serializer[Any]):
    """Why a run failed: a stable code and a sentence in the caller's language."""

    code = serializers.CharField()
    message = serializers.CharField()


class RunSerializer(serializers.Serializer[Any]):
    """A run; `parks` counts those of its parks that the caller sees, `progress` goes from 0 to 1."""

    id = serializers.IntegerField()
    title = serializers.CharField(allow_blank=True)
    framework = serializers.CharField()
    version = serializers.CharField()
    period = serializers.CharField()
    weights_set = serializers.IntegerField(allow_null=True)
    status = serializers.ChoiceField(choices=RunStatus.choices)
    parks = serializers.IntegerField()
    progress = serializers.FloatField()
    started_by = serializers.CharField()
    started_at = serializers.DateTimeField()
    frozen_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)
    is_eager = serializers.BooleanField()
    is_lost = serializers.BooleanField()
    taken_up = serializers.IntegerField()
    failure = RunFailureSerializer(allow_null=True)
    result_hash = serializers.CharField(allow_blank=True)
    may_cancel = serializers.BooleanField()


class RunNoticeSerializer(serializers.Serializer[Any]):
    """What the engine remarked at a node, and about how many of the parks that the caller sees."""

    code = serializers.CharField()
    node = serializers.CharField(source="place", allow_blank=True)
    parks = serializers.IntegerField()
    sentence = serializers.CharField()


class RunDetailSerializer(RunSerializer):
    """A run with its notices and the plain entries of its manifest; `sees_all` says whether all its parks are in sight."""

    sees_all = serializers.BooleanField()
    left_out = serializers.ListField(
        child=serializers.CharField(),
        help_text="Parks that were asked for but had not entered the path.",
    )
    notices = RunNoticeSerializer(many=True)
    manifest = serializers.DictField(child=serializers.CharField())


class NewRunSerializer(serializers.Serializer[Any]):
    """What a run is made of; the parks are named one by one, or a region stands for all below it, else all are meant."""

    framework = serializers.CharField()
    version = serializers.CharField()
    period = serializers.CharField(help_text="A quarter that has ended, 2026-Q3")
    parks = serializers.ListField(
        child=serializers.CharField(max_length=32), required=False, max_length=10_000
    )
    region = serializers.CharField(required=False, allow_blank=True)
    stage = serializers.ChoiceField(choices=Stage.choices, required=False, allow_blank=True)
    weights_set = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=2**31 - 1
    )
    title = serializers.CharField(required=False, allow_blank=True, max_length=200)


class RunScoreSerializer(serializers.Serializer[Any]):
    """A node's score of a park in a run, as a standing score."""

    park = serializers.CharField(source="park.code")
    node = serializers.CharField(source="node.code")
    kind = serializers.ChoiceField(source="node.kind", choices=NodeKind.choices)
    value = serializers.FloatField(allow_null=True)
    null_reason = serializers.ChoiceField(choices=NullReason.choices, allow_blank=True)
    completeness = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    raw_value = serializers.FloatField(allow_null=True)


class RunRankSerializer(serializers.Serializer[Any]):
    """A park's place on a node, among all parks of the run."""

    park = serializers.CharField(source="park.code")
    node = serializers.CharField(source="node.code")
    place = serializers.IntegerField()


class RunSideSerializer(serializers.Serializer[Any]):
    """A park in one of two runs; `is_in` is false where the run leaves it out."""

    is_in = serializers.BooleanField()
    stage = serializers.CharField(allow_blank=True)
    value = serializers.FloatField(allow_null=True)
    null_reason = serializers.ChoiceField(choices=NullReason.choices, allow_blank=True)
    place = serializers.IntegerField(allow_null=True)


class RunPartSerializer(serializers.Serializer[Any]):
    """The points that one cause makes of a difference."""

    cause = serializers.ChoiceField(choices=Cause.choices)
    points = serializers.FloatField()


class RunMoveSerializer(serializers.Serializer[Any]):
    """How a park moved; `values` counts the indicators whose value differs between the runs.

    `parts` add up to the difference; null where it cannot be split exactly.
    """

    park = serializers.CharField(source="code")
    before = RunSideSerializer()
    after = RunSideSerializer()
    difference = serializers.FloatField(allow_null=True)
    places = serializers.IntegerField(allow_null=True)
    values = serializers.IntegerField()
    is_other_stage = serializers.BooleanField()
    parts = serializers.SerializerMethodField()

    @extend_schema_field(RunPartSerializer(many=True, allow_null=True))
    def get_parts(self, move: Move) -> list[dict[str, Any]] | None:
        parts = self.context["parts"].get(move.code)
        return None if parts is None else list(RunPartSerializer(parts, many=True).data)


class RunComparisonSerializer(serializers.Serializer[Any]):
    """Two runs compared on a node, the biggest moves first, with what is different behind all of them."""

    before = serializers.IntegerField(source="before.pk")
    after = serializers.IntegerField(source="after.pk")
    node = serializers.CharField(source="node.code")
    parks = serializers.IntegerField(source="page.paginator.count")
    pages = serializers.IntegerField(source="page.paginator.num_pages")
    page = serializers.IntegerField(source="page.number")
    moved = serializers.IntegerField()
    is_other_quarter = serializers.BooleanField()
    is_other_version = serializers.BooleanField()
    is_other_set = serializers.BooleanField()
    reweighted = serializers.ListField(
        child=serializers.CharField(), help_text="Nodes below which the shares of weights differ."
    )
    moves = RunMoveSerializer(many=True, source="page.object_list")


class WeightSerializer(serializers.Serializer[Any]):
    """A node's weight as entered, and its share of its siblings, from 0 to 1."""

    node = serializers.CharField(source="code")
    weight = serializers.FloatField()
    share = serializers.FloatField()
    version_share = serializers.FloatField()


class WeightsSetSerializer(serializers.Serializer[Any]):
    """A weights set; once a run has used it, it is frozen."""

    id = serializers.IntegerField()
    framework = serializers.CharField(source="version.framework.code")
    version = serializers.CharField(source="version.version")
    name = serializers.CharField()
    note = serializers.CharField(allow_blank=True)
    weights = serializers.DictField(child=serializers.FloatField())
    made_by = serializers.CharField(source="made_by.name")
    made_at = serializers.DateTimeField()
    frozen_at = serializers.DateTimeField(allow_null=True)
    may_edit = serializers.BooleanField()


class WeightsSetDetailSerializer(WeightsSetSerializer):
    """A weights set with the share of every node that has siblings."""

    shares = WeightSerializer(many=True)


class WeightsChangeSerializer(serializers.Serializer[Any]):
    """A name, where the weights come from, and the weights by node as entered."""

    name = serializers.CharField(max_length=120)
    note = serializers.CharField(required=False, allow_blank=True, max_length=4000)
    weights = serializers.DictField(child=serializers.FloatField())


class NewWeightsSetSerializer(WeightsChangeSerializer):
    """A weights set for a published version."""

    framework = serializers.CharField()
    version = serializers.CharField()
