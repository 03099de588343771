"""How measures look in the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from parks.choices import MissingReason


class SaidSerializer(serializers.Serializer[Any]):
    """A figure, what it is made of, and both in words in the caller's language."""

    value = serializers.FloatField(allow_null=True)
    missing_reason = serializers.ChoiceField(choices=MissingReason.choices, allow_blank=True)
    part = serializers.FloatField(allow_null=True)
    whole = serializers.FloatField(allow_null=True)
    words = serializers.CharField()


class AcceptedSerializer(serializers.Serializer[Any]):
    """The fact of record; `revision` is that of the report which brought it."""

    said = SaidSerializer()
    accepted_at = serializers.DateTimeField(source="observation.recorded_at")
    revision = serializers.IntegerField(source="report.revision", allow_null=True, default=None)


class MeasureRowSerializer(serializers.Serializer[Any]):
    """A record behind the figure, with its page."""

    code = serializers.CharField(source="named.code")
    name = serializers.CharField(source="named.name")
    page = serializers.CharField(source="named.url")
    counts = serializers.BooleanField()
    part = serializers.FloatField()
    whole = serializers.FloatField()


class MeasureSerializer(serializers.Serializer[Any]):
    """A measure of a park in a period. `unseen` records count that the caller may not see."""

    park = serializers.CharField(source="park.code")
    period = serializers.CharField(source="period.code")
    indicator = serializers.CharField(source="indicator.code")
    titles = serializers.DictField(source="indicator.titles")
    definitions = serializers.DictField(source="indicator.definitions")
    units = serializers.DictField(source="indicator.units")
    register = serializers.CharField()
    accepted = AcceptedSerializer(allow_null=True)
    now = SaidSerializer(allow_null=True)
    differs = serializers.BooleanField()
    change = serializers.FloatField(allow_null=True)
    records = MeasureRowSerializer(source="rows", many=True)
    unseen = serializers.IntegerField()
