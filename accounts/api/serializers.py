"""How accounts look in the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from accounts.choices import (
    DeliveryProblem,
    DeliveryState,
    Event,
    Language,
    PauseReason,
    Scope,
)
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


class WebhookSerializer(serializers.Serializer[Any]):
    """An address that is told of events. `failures` counts the calls that failed since the last that did not."""

    uuid = serializers.UUIDField()
    url = serializers.CharField()
    events = serializers.ListField(child=serializers.ChoiceField(choices=Event.choices))
    is_active = serializers.BooleanField()
    pause_reason = serializers.ChoiceField(choices=PauseReason.choices, allow_blank=True)
    failures = serializers.IntegerField()
    created_at = serializers.DateTimeField()


class NewWebhookSerializer(serializers.Serializer[Any]):
    """What is sent to make a webhook."""

    url = serializers.CharField(max_length=500)
    events = serializers.ListField(
        child=serializers.ChoiceField(choices=Event.choices), allow_empty=False
    )


class WebhookChangeSerializer(NewWebhookSerializer):
    """What may be changed of a webhook; is_active pauses and resumes it."""

    is_active = serializers.BooleanField()


class MadeWebhookSerializer(WebhookSerializer):
    """What is answered once, with the secret that signs what is sent."""

    secret = serializers.CharField()


class DeliverySerializer(serializers.Serializer[Any]):
    """One event for a webhook, and what came of sending it."""

    uuid = serializers.UUIDField()
    event = serializers.ChoiceField(choices=Event.choices)
    payload = serializers.DictField()
    created_at = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=DeliveryState.choices)
    attempts = serializers.IntegerField()
    next_attempt_at = serializers.DateTimeField()
    delivered_at = serializers.DateTimeField(allow_null=True)
    last_status = serializers.IntegerField(allow_null=True)
    last_problem = serializers.ChoiceField(choices=DeliveryProblem.choices, allow_blank=True)
