"""Measures in the API: what a register says of a park in a period, with the records behind it."""

from __future__ import annotations

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.problems import problems
from governance.api.measure_serializers import MeasureSerializer
from governance.api.reports import caller
from governance.selectors.measure_detail import find_measure


class MeasureDetail(APIView):
    """What a register says of a park in a period."""

    @extend_schema(
        operation_id="measure_detail", responses={200: MeasureSerializer, **problems(404)}
    )
    def get(self, request: Request, code: str, indicator: str, period: str) -> Response:
        """What was accepted, what the register says now, and the records behind it that you may see."""
        found = find_measure(caller(request), code, indicator, period)
        if found is None:
            raise Http404
        return Response(MeasureSerializer(found).data)
