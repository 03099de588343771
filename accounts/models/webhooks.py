"""Addresses of other programs that want to hear of events, and what was sent to them."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.choices import DeliveryProblem, DeliveryState, Event, PauseReason


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def standing(self) -> Self:
        """Not ended; paused ones too."""
        return self.filter(ended_at=None)

    def listening(self) -> Self:
        """Those that are told of what happens now."""
        return self.standing().filter(is_active=True, user__is_active=True)


class Webhook(models.Model):
    """One address of one user. Its secret is derived from the site's own key and never kept."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="webhooks"
    )
    url = models.CharField(_("address"), max_length=500)
    events = models.JSONField(_("events"), default=list)
    rotation = models.PositiveIntegerField(default=1)
    is_active = models.BooleanField(default=True)
    pause_reason = models.CharField(max_length=20, choices=PauseReason.choices, blank=True)
    failures = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.url

    @property
    def event_labels(self) -> list[str]:
        return [str(Event(event).label) for event in self.events]


class WebhookDeliveryQuerySet(models.QuerySet["WebhookDelivery"]):
    def due(self, now: datetime) -> Self:
        """Those to be sent now, the longest waiting first; what is being sent is due later only."""
        return self.filter(
            state=DeliveryState.WAITING,
            next_attempt_at__lte=now,
            webhook__is_active=True,
            webhook__ended_at=None,
            webhook__user__is_active=True,
        ).order_by("next_attempt_at", "pk")


class WebhookDelivery(models.Model):
    """One event for one webhook: written with the event, sent afterwards, again and again until it is taken."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=40)
    payload = models.JSONField()
    created_at = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True, blank=True)
    last_status = models.PositiveSmallIntegerField(null=True, blank=True)
    last_problem = models.CharField(max_length=20, choices=DeliveryProblem.choices, blank=True)

    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=models.Q(state=DeliveryState.WAITING),
                name="webhook_delivery_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.uuid}"

    @property
    def event_label(self) -> str:
        return str(Event(self.event).label)
