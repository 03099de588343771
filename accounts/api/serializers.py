"""How accounts look in the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from accounts.choices import Language, Scope
from accounts.services.tokens import LONGEST_DAYS


class FieldProblemSerializer(serializers.Serializer[Any]):
    field = serializers.CharField()
    detail = serializers.CharField()
    code = serializers.CharField()


class ProblemSerializer(serializers.Serializer[Any]):
    """What went wrong (RFC 9457). `code` is stable; `detail` is a sentence in the caller's language."""

    type = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField()
    detail = serializers.CharField()
    request_id = serializers.CharField(required=False, help_text="Under it the log tells more.")
    errors = FieldProblemSerializer(many=True, required=False)  # type: ignore[assignment]


class MeSerializer(serializers.Serializer[Any]):
    email = serializers.EmailField()
    name = serializers.CharField()
    language = serializers.ChoiceField(choices=Language.choices)
    time_zone = serializers.CharField()
    is_administrator = serializers.BooleanField()
    position = serializers.SerializerMethodField()

    def get_position(self, user: Any) -> dict[str, str]:
        return {"en": user.position_en, "zh-hans": user.position_zh}


class TokenSerializer(serializers.Serializer[Any]):
    prefix = serializers.CharField(read_only=True)
    name = serializers.CharField(max_length=100)
    scope = serializers.ChoiceField(choices=Scope.choices, default=Scope.READ)
    created_at = serializers.DateTimeField(read_only=True)
    expires_at = serializers.DateTimeField(read_only=True)
    revoked_at = serializers.DateTimeField(read_only=True, allow_null=True)
    last_used_at = serializers.DateTimeField(read_only=True, allow_null=True)


class NewTokenSerializer(TokenSerializer):
    """What is sent to make a token."""

    days = serializers.IntegerField(min_value=1, max_value=LONGEST_DAYS, write_only=True)


class MadeTokenSerializer(TokenSerializer):
    """What is answered once, with the key."""

    key = serializers.CharField(read_only=True)
