"""The calendar of working days in the API: a year, and a day that administrators may set."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.problems import problems
from parks.api.calendar_serializers import (
    CalendarDayChangeSerializer,
    CalendarDaySerializer,
    CalendarYearSerializer,
)
from parks.api.parks import user_of
from parks.models import CalendarDay
from parks.models.calendar import FIRST_DAY, LAST_DAY
from parks.permissions import may_keep_calendar
from parks.selectors.calendar_list import calendar_day, calendar_year
from parks.services.calendar import end_calendar_day, set_calendar_days


class CalendarDetail(APIView):
    """All days of a year, with what makes each a working day or a day off."""

    @extend_schema(
        operation_id="calendar_detail",
        responses={200: CalendarYearSerializer, **problems(403, 404)},
    )
    def get(self, request: Request, year: int) -> Response:
        """Where `is_known` is false, only weekends and what is set by the installation are days off."""
        if not FIRST_DAY.year <= year <= LAST_DAY.year:
            raise Http404
        return Response(CalendarYearSerializer(calendar_year(year)).data)


class CalendarDayDetail(APIView):
    """One day of the calendar, written 2026-10-10."""

    @extend_schema(
        operation_id="calendar_day_detail",
        responses={200: CalendarDaySerializer, **problems(403, 404)},
    )
    def get(self, request: Request, day: str) -> Response:
        return Response(CalendarDaySerializer(calendar_day(_day(day))).data)

    @extend_schema(
        operation_id="calendar_day_set",
        request=CalendarDayChangeSerializer,
        responses={200: CalendarDaySerializer, **problems(400, 403, 404)},
    )
    def put(self, request: Request, day: str) -> Response:
        """Make it a working day or a day off, whatever the public holidays and the week say."""
        _refuse_others(request)
        found = _day(day)
        sent = CalendarDayChangeSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        set_calendar_days(found, found, **sent.validated_data, by=user_of(request))
        return Response(CalendarDaySerializer(calendar_day(found)).data)

    @extend_schema(
        operation_id="calendar_day_end", responses={204: None, **problems(403, 404, 409)}
    )
    def delete(self, request: Request, day: str) -> Response:
        """Let it be again what the public holidays and the week say."""
        _refuse_others(request)
        found = get_object_or_404(CalendarDay, date=_day(day))
        end_calendar_day(found.date, by=user_of(request))
        return Response(status=204)


def _refuse_others(request: Request) -> None:
    if not may_keep_calendar(user_of(request)):
        raise PermissionDenied(_("Only administrators keep the calendar of working days."))


def _day(text: str) -> date:
    try:
        day = parse_date(text)
    except ValueError as error:  # such as 30 February
        raise Http404 from error
    if day is None or not FIRST_DAY <= day <= LAST_DAY:
        raise Http404
    return day
