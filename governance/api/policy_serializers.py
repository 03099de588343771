"""How policies and their coverage look in the API: codes as keys, texts in both languages, every field listed."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from governance.choices import PolicyKind, PolicyState
from governance.models import Policy
from parks.api.serializers import TextsSerializer


class PolicySerializer(serializers.Serializer[Any]):
    """A policy. `parks` are those that it names, as far as the caller sees them; without `names_parks` it covers all of its region."""

    code = serializers.CharField()
    names = TextsSerializer()
    kind = serializers.ChoiceField(choices=PolicyKind.choices)
    region = serializers.CharField(source="region.code")
    names_parks = serializers.SerializerMethodField()
    parks = serializers.SerializerMethodField()
    issuer = serializers.CharField()
    number = serializers.CharField(allow_blank=True)
    url = serializers.CharField(allow_blank=True)
    in_force_from = serializers.DateField()
    in_force_until = serializers.DateField(allow_null=True)
    state = serializers.ChoiceField(choices=PolicyState.choices)
    version = serializers.IntegerField()
    changed_at = serializers.DateTimeField()
    may_keep = serializers.BooleanField()

    def get_names_parks(self, policy: Policy) -> bool:
        return bool(policy.parks.all())

    def get_parks(self, policy: Policy) -> list[str]:
        seen: frozenset[int] = self.context["seen"]
        return sorted(park.code for park in policy.parks.all() if park.pk in seen)


class PolicyChangeSerializer(serializers.Serializer[Any]):
    """What may be changed of a policy; `version` is the one that the change answers to."""

    names = TextsSerializer()
    kind = serializers.ChoiceField(choices=PolicyKind.choices)
    region = serializers.CharField(max_length=32)
    parks = serializers.ListField(
        child=serializers.CharField(max_length=32), required=False, max_length=1_000
    )
    issuer = serializers.CharField(max_length=200)
    number = serializers.CharField(max_length=100, allow_blank=True, required=False)
    url = serializers.CharField(max_length=500, allow_blank=True, required=False)
    in_force_from = serializers.DateField()
    in_force_until = serializers.DateField(allow_null=True, required=False)


class NewPolicySerializer(PolicyChangeSerializer):
    """What is sent to add a policy."""

    code = serializers.CharField(max_length=40)


class PolicyPatchSerializer(PolicyChangeSerializer):
    """A change; what is left out stays as it is."""

    version = serializers.IntegerField(min_value=1)


class PolicyCountsSerializer(serializers.Serializer[Any]):
    """How many policies of each kind are in force."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {kind.value: serializers.IntegerField() for kind in PolicyKind}


class CoverageSerializer(serializers.Serializer[Any]):
    """A park with its policies in force counted by kind; `special_kinds` counts which of the five kinds there are."""

    park = serializers.CharField(source="park.code")
    names = TextsSerializer(source="park.names")
    region = serializers.CharField(source="park.region.code")
    counts = PolicyCountsSerializer()
    special_kinds = serializers.IntegerField(source="special")
