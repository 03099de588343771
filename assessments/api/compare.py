"""Parks side by side in the API."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from assessments.api.frameworks import person
from assessments.api.portfolio import FILTERS, REFUSED, set_shown
from assessments.api.portfolio_serializers import PortfolioParkSerializer, PortfolioSetSerializer
from assessments.choices import NodeKind, NullReason, Outcome
from assessments.selectors.compare import (
    FILTERS as COMPARED,
)
from assessments.selectors.compare import (
    MOST,
    Comparison,
    compare_filter,
    comparison_of,
)
from governance.choices import Stage
from parks.api.serializers import TextsSerializer


class ComparedGateSerializer(serializers.Serializer[Any]):
    from_stage = serializers.CharField()
    to_stage = serializers.CharField()
    period = serializers.CharField(help_text="Last quarter that the gate looks at.")
    outcome = serializers.ChoiceField(choices=Outcome.choices)


class ComparedParkSerializer(serializers.Serializer[Any]):
    """A park with the node to show first and the gate ahead of it."""

    park = PortfolioParkSerializer()
    stage = serializers.ChoiceField(choices=Stage.choices, allow_blank=True)
    head = serializers.CharField(source="head.code", allow_null=True, default=None)
    gate = ComparedGateSerializer(allow_null=True)


class ComparedScoreSerializer(serializers.Serializer[Any]):
    """A score or why there is none; the difference is that to the first park."""

    value = serializers.FloatField(allow_null=True)
    null_reason = serializers.ChoiceField(
        source="reason", choices=NullReason.choices, allow_blank=True
    )
    completeness = serializers.FloatField(allow_null=True)
    difference = serializers.FloatField(allow_null=True)


class ComparedRowSerializer(serializers.Serializer[Any]):
    """A node with the scores in the order of the parks."""

    node = serializers.CharField(source="node.code")
    kind = serializers.ChoiceField(source="node.kind", choices=NodeKind.choices)
    titles = TextsSerializer(source="node.names")
    scores = ComparedScoreSerializer(many=True)


class ComparedTrendSerializer(serializers.Serializer[Any]):
    """A goal; for each park its scores over the quarters, the oldest first."""

    node = serializers.CharField(source="node.code")
    values = serializers.ListField(
        child=serializers.ListField(child=serializers.FloatField(allow_null=True))
    )


class ComparisonSerializer(PortfolioSetSerializer):
    """Parks in the order asked for."""

    parks = ComparedParkSerializer(many=True)
    rows = ComparedRowSerializer(many=True)
    quarters = serializers.ListField(child=serializers.CharField())
    trends = ComparedTrendSerializer(many=True)


class Compare(APIView):
    """Up to six of the parks that one sees, side by side."""

    @extend_schema(
        operation_id="portfolio_compare",
        parameters=[
            OpenApiParameter(
                "park",
                {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": MOST},
                required=True,
                explode=True,
                description="Codes of parks; the others are compared to the first.",
            ),
            *(one for one in FILTERS if one.name in COMPARED),
        ],
        responses={200: ComparisonSerializer, **REFUSED},
    )
    def get(self, request: Request) -> Response:
        found = _comparison(request)
        answer = set_shown(found.shown) | {
            "parks": found.parks,
            "rows": found.rows,
            "quarters": [one.code for one in found.quarters],
            "trends": found.trends,
        }
        return Response(ComparisonSerializer(answer).data)


def _comparison(request: Request) -> Comparison:
    """Compare the parks asked for; one that is unknown to the caller is an error, and so is a bad filter."""
    unknown = [name for name in request.query_params if name not in {"park", *COMPARED}]
    if unknown:
        message = _("This list has no such filter.")
        raise ValidationError({name: [message] for name in unknown}, code="filter_unknown")
    codes = request.query_params.getlist("park")
    filters = compare_filter(request.query_params.dict())
    found = comparison_of(person(request), codes, filters)
    told = {name: [message] for name, message in found.shown.errors.items()}
    if found.unknown:
        words = _("You see no park with the code “%(code)s”.")
        told["park"] = [words % {"code": one} for one in found.unknown]
    elif found.left_out or not found.parks:
        told["park"] = [_("Name one to %(most)s parks.") % {"most": MOST}]
    if told:
        raise ValidationError(told, code="filter_invalid")
    return found
