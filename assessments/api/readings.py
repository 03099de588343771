"""Second readings of a park's scores in the API: aspects by goals, and the coupling coordination of the goals."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.problems import problems
from assessments.api.scores import AS_OF, PERIOD, find_quarter, moment_asked
from assessments.choices import CoordinationLevel, NullReason
from assessments.selectors.aspects import AspectMatrix, aspects_of
from assessments.selectors.coupling import coupling_of
from assessments.selectors.score_tree import ScoreRow, ScoreTree, score_tree
from parks.api.serializers import TextsSerializer


class QuarterKeySerializer(serializers.Serializer[Any]):
    """Of which park, quarter and framework version."""

    park = serializers.CharField()
    period = serializers.CharField()
    framework = serializers.CharField()
    version = serializers.CharField()
    stage = serializers.CharField(allow_blank=True)


class AspectConceptSerializer(serializers.Serializer[Any]):
    """A concept of a cell: its score, and the share with which it counts, 0 without a score."""

    node = serializers.CharField(source="row.score.node.code")
    value = serializers.FloatField(source="row.score.value", allow_null=True)
    share = serializers.FloatField()


class AspectCellSerializer(serializers.Serializer[Any]):
    """One aspect of one goal; without concepts the framework has nothing there."""

    goal = serializers.CharField(source="goal.score.node.code")
    value = serializers.FloatField(allow_null=True)
    null_reason = serializers.ChoiceField(choices=NullReason.choices, allow_blank=True)
    completeness = serializers.FloatField(allow_null=True)
    concepts = AspectConceptSerializer(many=True)


class AspectRowSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    titles = TextsSerializer()
    definitions = TextsSerializer()
    cells = AspectCellSerializer(many=True)


class AspectsSerializer(QuarterKeySerializer):
    """A cell is the mean of the goal's concepts of that aspect, each by its effective weight in the goal."""

    minimum_completeness = serializers.FloatField()
    aspects = AspectRowSerializer(many=True)


class CouplingSerializer(QuarterKeySerializer):
    """Degree C, development T and coordination D of the goals, from 0 to 1; null until all goals are scored."""

    goals = serializers.ListField(child=serializers.CharField())
    degree = serializers.FloatField(allow_null=True)
    development = serializers.FloatField(allow_null=True)
    coordination = serializers.FloatField(allow_null=True)
    level = serializers.ChoiceField(choices=CoordinationLevel.choices, allow_blank=True)
    not_asked = serializers.ListField(
        child=serializers.CharField(), help_text="Goals of later stages."
    )
    missing = serializers.ListField(
        child=serializers.CharField(), help_text="Goals asked that have no score."
    )


class ParkAspects(APIView):
    """Aspects by goals: the same scores read across the tree."""

    @extend_schema(
        operation_id="park_aspects",
        parameters=[PERIOD, AS_OF],
        responses={200: AspectsSerializer, **problems(400, 403, 404)},
    )
    def get(self, request: Request, code: str) -> Response:
        tree = _tree(request, code)
        matrix = aspects_of(tree) or AspectMatrix(tree.goals, (), 0.0)
        told = {"minimum_completeness": matrix.minimum, "aspects": matrix.rows}
        return Response(AspectsSerializer({**_key(tree), **told}).data)


class ParkCoupling(APIView):
    """How evenly the goals of a park are developed, and how far together."""

    @extend_schema(
        operation_id="park_coupling",
        parameters=[PERIOD, AS_OF],
        responses={200: CouplingSerializer, **problems(400, 403, 404)},
    )
    def get(self, request: Request, code: str) -> Response:
        tree = _tree(request, code)
        found = coupling_of(tree)
        told = {
            "goals": _codes(tree.goals),
            "degree": found.degree if found else None,
            "development": found.development if found else None,
            "coordination": found.coordination if found else None,
            "level": found.level if found else "",
            "not_asked": _codes(found.not_asked) if found else [],
            "missing": _codes(found.missing) if found else [],
        }
        return Response(CouplingSerializer({**_key(tree), **told}).data)


def _tree(request: Request, code: str) -> ScoreTree:
    return score_tree(find_quarter(request, code), moment_asked(request))


def _key(tree: ScoreTree) -> dict[str, str]:
    standing = tree.standing
    return {
        "park": standing.park.code,
        "period": standing.period.code,
        "framework": standing.version.framework.code,
        "version": standing.version.version,
        "stage": standing.stage,
    }


def _codes(goals: tuple[ScoreRow, ...]) -> list[str]:
    return [row.score.node.code for row in goals]
