"""How parks and facts look in the API: codes as keys, texts in both languages, every field listed."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from parks.choices import (
    Frequency,
    IndicatorKind,
    Industry,
    MissingReason,
    Over,
    ParkLevel,
    Provenance,
    Role,
)
from parks.models import Park


class TextsSerializer(serializers.Serializer[Any]):
    """A text in both languages; empty where one is missing."""

    en = serializers.CharField(allow_blank=True, required=False)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        chinese = serializers.CharField(allow_blank=True, required=False)
        return {**super().get_fields(), "zh-hans": chinese}


class RegionSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    names = TextsSerializer()
    parent = serializers.CharField(  # type: ignore[assignment]
        source="parent.code", default=None, allow_null=True
    )


class ParkSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    names = TextsSerializer()
    region = serializers.CharField(source="region.code")
    level = serializers.ChoiceField(choices=ParkLevel.choices, allow_blank=True)
    founded_year = serializers.IntegerField(allow_null=True)
    area_ha = serializers.FloatField(allow_null=True)
    industries = serializers.SerializerMethodField()
    longitude = serializers.FloatField(allow_null=True)
    latitude = serializers.FloatField(allow_null=True)
    boundary = serializers.DictField(allow_null=True)
    updated_at = serializers.DateTimeField()
    may_edit = serializers.BooleanField()

    def get_industries(self, park: Park) -> list[str]:
        return [row.industry for row in park.industries.all()]


class ParkChangeSerializer(serializers.Serializer[Any]):
    """What may be changed of a park."""

    names = TextsSerializer()
    region = serializers.CharField(max_length=32)
    level = serializers.ChoiceField(choices=ParkLevel.choices, allow_blank=True, required=False)
    founded_year = serializers.IntegerField(allow_null=True, required=False)
    area_ha = serializers.FloatField(allow_null=True, required=False)
    industries = serializers.ListField(
        child=serializers.ChoiceField(choices=Industry.choices), required=False
    )
    longitude = serializers.FloatField(allow_null=True, required=False)
    latitude = serializers.FloatField(allow_null=True, required=False)
    boundary = serializers.DictField(allow_null=True, required=False)


class NewParkSerializer(ParkChangeSerializer):
    """What is sent to add a park."""

    code = serializers.CharField(max_length=32)


class PeriodSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    every = serializers.ChoiceField(choices=Frequency.choices)
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    opens_on = serializers.DateField()
    due_on = serializers.DateField()
    locks_on = serializers.DateField()


class IndicatorSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    kind = serializers.ChoiceField(choices=IndicatorKind.choices)
    names = TextsSerializer(source="titles")
    definitions = TextsSerializer()
    units = TextsSerializer()
    every = serializers.ChoiceField(choices=Frequency.choices)
    over = serializers.ChoiceField(choices=Over.choices)


class ObservationSerializer(serializers.Serializer[Any]):
    """A fact of record. Exactly one of value and missing_reason is given."""

    park = serializers.CharField(source="park.code")
    indicator = serializers.CharField(source="indicator.code")
    period = serializers.CharField(source="period.code")
    revision = serializers.IntegerField()
    value = serializers.FloatField(allow_null=True)
    missing_reason = serializers.ChoiceField(choices=MissingReason.choices, allow_blank=True)
    provenance = serializers.ChoiceField(choices=Provenance.choices)
    recorded_at = serializers.DateTimeField()
    superseded_at = serializers.DateTimeField(allow_null=True)


class GrantSerializer(serializers.Serializer[Any]):
    """A role in one park, in one region with all below it, or (both null) everywhere."""

    role = serializers.ChoiceField(choices=Role.choices)
    park = serializers.CharField(source="park.code", default=None, allow_null=True)
    region = serializers.CharField(source="region.code", default=None, allow_null=True)
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)


class RowProblemSerializer(serializers.Serializer[Any]):
    row = serializers.IntegerField()
    column = serializers.CharField()
    value = serializers.CharField()
    reason = serializers.CharField()
    code = serializers.CharField()


class RowChangeSerializer(serializers.Serializer[Any]):
    row = serializers.IntegerField()
    outcome = serializers.ChoiceField(choices=["created", "updated"])
    code = serializers.CharField()
    fields_changed = serializers.ListField(source="fields", child=serializers.CharField())


class ImportResultSerializer(serializers.Serializer[Any]):
    """read = created + updated + unchanged + rejected."""

    dry_run = serializers.BooleanField()
    upload = serializers.UUIDField()
    read = serializers.IntegerField()
    created = serializers.IntegerField()
    updated = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    rejected = serializers.IntegerField()
    changes = RowChangeSerializer(many=True)
    problems = RowProblemSerializer(many=True)
    notices = RowProblemSerializer(many=True)
    warnings = RowProblemSerializer(many=True)
