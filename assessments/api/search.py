"""The search in the API."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.problems import problems
from assessments.api.frameworks import person
from assessments.api.portfolio import word_asked
from assessments.api.portfolio_serializers import PortfolioParkSerializer
from assessments.choices import BoardState
from assessments.selectors.search import GROUPS, LONGEST_TEXT, search_for
from governance.choices import PolicyKind
from parks.api.serializers import TextsSerializer

STATES = [one for one in BoardState.choices if one[0] not in {"not_due", "none", "not_accepted"}]


class ReportHitSerializer(serializers.Serializer[Any]):
    park = serializers.CharField(source="report.park.code")
    names = TextsSerializer(source="report.park.names")
    period = serializers.CharField(source="report.period.code")
    revision = serializers.IntegerField(source="report.revision")
    state = serializers.ChoiceField(choices=STATES)


class IndicatorHitSerializer(serializers.Serializer[Any]):
    """An indicator or item, with a framework version that has it."""

    code = serializers.CharField(source="indicator.code")
    names = TextsSerializer(source="indicator.names")
    framework = serializers.CharField(allow_blank=True)
    version = serializers.CharField(allow_blank=True)


class PersonHitSerializer(serializers.Serializer[Any]):
    """A person, with a park whose people list names them."""

    name = serializers.CharField(source="person.name")
    email = serializers.CharField(source="person.email")
    park = serializers.CharField(source="park.code", allow_null=True, default=None)


class PolicyHitSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    names = TextsSerializer()
    kind = serializers.ChoiceField(choices=PolicyKind.choices)
    region = serializers.CharField(source="region.code")


class ParksFoundSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField()
    hits = PortfolioParkSerializer(many=True)


class ReportsFoundSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField()
    hits = ReportHitSerializer(many=True)


class PoliciesFoundSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField()
    hits = PolicyHitSerializer(many=True)


class IndicatorsFoundSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField()
    hits = IndicatorHitSerializer(many=True)


class PeopleFoundSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField()
    hits = PersonHitSerializer(many=True)


class FoundSerializer(serializers.Serializer[Any]):
    """The most relevant of each kind, and how many there are that the caller may see."""

    parks = ParksFoundSerializer()
    reports = ReportsFoundSerializer()
    policies = PoliciesFoundSerializer()
    indicators = IndicatorsFoundSerializer()
    people = PeopleFoundSerializer()


class Search(APIView):
    """Parks, reports, policies, indicators and people by words in either language."""

    @extend_schema(
        operation_id="search",
        parameters=[
            OpenApiParameter(
                "q",
                {"type": "string", "maxLength": LONGEST_TEXT},
                description="Words, all of them.",
            )
        ],
        responses={200: FoundSerializer, **problems(400, 403)},
    )
    def get(self, request: Request) -> Response:
        unknown = [name for name in request.query_params if name != "q"]
        if unknown:
            message = _("This list has no such filter.")
            raise ValidationError({name: [message] for name in unknown}, code="filter_unknown")
        found = search_for(person(request), word_asked(request, "q"))
        return Response(FoundSerializer({name: found.of(name) for name in GROUPS}).data)
