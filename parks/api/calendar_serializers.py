"""How the calendar of working days looks in the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from parks.api.serializers import TextsSerializer
from parks.choices import DayRule


class CalendarDaySerializer(serializers.Serializer[Any]):
    """A day. `names` are those of a public holiday; `exchanged_for` is the day that was moved to or from it."""

    date = serializers.DateField()
    is_working = serializers.BooleanField()
    rule = serializers.ChoiceField(choices=DayRule.choices)
    names = TextsSerializer()
    exchanged_for = serializers.DateField(
        source="state.exchanged_for", default=None, allow_null=True
    )
    note = serializers.CharField(allow_blank=True)


class CalendarYearSerializer(serializers.Serializer[Any]):
    """A year. The public holidays are known from the year `known_from` to the year `known_until`."""

    year = serializers.IntegerField()
    is_known = serializers.BooleanField()
    known_from = serializers.IntegerField()
    known_until = serializers.IntegerField()
    working_days = serializers.IntegerField()
    days = CalendarDaySerializer(many=True)


class CalendarDayChangeSerializer(serializers.Serializer[Any]):
    """What is sent to set a day."""

    is_working = serializers.BooleanField()
    note = serializers.CharField(max_length=200, allow_blank=True, default="")
