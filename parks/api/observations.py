"""Observations in the API: facts of record, as they count now or as they were known at a moment."""

from __future__ import annotations

from datetime import date, datetime

from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.problems import problems
from accounts.selectors.as_of import moment_of
from parks.api.parks import user_of
from parks.api.serializers import ObservationSerializer
from parks.models import Observation
from parks.models.observations import ObservationQuerySet
from parks.permissions import may_view_observation


class ObservationFilterSet(filters.FilterSet):  # type: ignore[misc]
    """By park, indicator and period; all revisions unless `current`, `known_at` or `as_of` is given."""

    park = filters.CharFilter(field_name="park__code")
    indicator = filters.CharFilter(field_name="indicator__code")
    period = filters.CharFilter(field_name="period__code")
    current = filters.BooleanFilter(method="only_current", label="Only what counts now")
    known_at = filters.IsoDateTimeFilter(method="only_known", label="What was on record then")

    as_of = filters.DateFilter(
        method="only_known_on",
        label="What was known at the end of this day, where the installation is",
    )

    def only_known_on(
        self, observations: ObservationQuerySet, name: str, value: date
    ) -> ObservationQuerySet:
        moment = moment_of(value.isoformat())
        return observations.known_at(moment) if moment else observations

    def only_current(
        self, observations: ObservationQuerySet, name: str, value: bool
    ) -> ObservationQuerySet:
        return observations.current() if value else observations

    def only_known(
        self, observations: ObservationQuerySet, name: str, value: datetime
    ) -> ObservationQuerySet:
        return observations.known_at(value)


class ObservationList(GenericAPIView[Observation]):
    """The accepted facts of the parks that one has a role in."""

    serializer_class = ObservationSerializer
    queryset = Observation.objects.none()
    filterset_class = ObservationFilterSet
    orderings = {"-recorded": ("-recorded_at", "-pk"), "recorded": ("recorded_at", "pk")}

    @extend_schema(
        operation_id="observation_list",
        parameters=[OpenApiParameter("order", str, enum=["-recorded", "recorded"])],
        responses={200: ObservationSerializer(many=True), **problems(400, 403)},
    )
    def get(self, request: Request) -> Response:
        visible = Observation.objects.filter(may_view_observation(user_of(request)))
        found = self.filter_queryset(visible.select_related("park", "indicator", "period"))
        page = self.paginate_queryset(found)
        return self.get_paginated_response(ObservationSerializer(page, many=True).data)
