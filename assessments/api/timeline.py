"""The life of a park in the API: steps of its reports, decisions on its path, framework versions, records."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.problems import problems
from assessments.api.frameworks import person
from assessments.api.scores import AS_OF, moment_asked
from assessments.choices import TimelineKind
from assessments.selectors.timeline import timeline_page
from parks.models import Park
from parks.permissions import may_view_facts


class EventSerializer(serializers.Serializer[Any]):
    """One event; `what` is the step of a report, the verdict on a gate, or entry, revocation, assignment, supplement, policy, milestone, meeting, plan, consultation_open, consultation_close."""

    kind = serializers.ChoiceField(choices=TimelineKind.choices)
    what = serializers.CharField()
    at = serializers.DateTimeField()
    by = serializers.CharField(allow_blank=True)
    sentence = serializers.CharField(help_text="In the language asked for.")
    reason = serializers.CharField(allow_blank=True)
    period = serializers.CharField(allow_blank=True)
    revision = serializers.IntegerField(help_text="Of the report; 0 for what is of no report.")
    decision = serializers.IntegerField(allow_null=True)
    stage = serializers.CharField(allow_blank=True)
    from_stage = serializers.CharField(allow_blank=True)
    version = serializers.CharField(allow_blank=True, help_text="Of the framework.")
    policy = serializers.CharField(allow_blank=True, help_text="Code of the policy.")
    register = serializers.CharField(allow_blank=True, help_text="Of the record, by its word.")
    record = serializers.IntegerField(allow_null=True, help_text="Key of the record.")


class TimelineSerializer(serializers.Serializer[Any]):
    """One page of events, the latest first."""

    count = serializers.IntegerField()
    page = serializers.IntegerField()
    pages = serializers.IntegerField()
    events = EventSerializer(many=True)


class ParkTimeline(APIView):
    """What happened to a park and its reports, as far as the caller may see it."""

    @extend_schema(
        operation_id="park_timeline",
        parameters=[
            OpenApiParameter("kind", str, enum=TimelineKind.values),
            OpenApiParameter("page", int, description="25 events each; beyond the end the last."),
            AS_OF,
        ],
        responses={200: TimelineSerializer, **problems(400, 404)},
    )
    def get(self, request: Request, code: str) -> Response:
        parks = Park.objects.filter(may_view_facts(person(request))).select_related("region")
        park = get_object_or_404(parks, code=code)
        kind = request.query_params.get("kind", "")
        if kind and kind not in TimelineKind.values:
            raise ValidationError({"kind": ["unknown"]})
        found = timeline_page(
            park,
            person(request),
            kind=kind,
            number=_page(request),
            moment=moment_asked(request),
        )
        answer = {
            "count": found.page.paginator.count,
            "page": found.page.number,
            "pages": found.page.paginator.num_pages,
            "events": found.events,
        }
        return Response(TimelineSerializer(answer).data)


def _page(request: Request) -> str:
    asked = request.query_params.get("page", "1")
    if not (asked.isascii() and asked.isdigit() and int(asked[:9]) > 0):
        raise ValidationError({"page": ["invalid"]})
    return asked[:9]
