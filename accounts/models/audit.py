"""The audit trail: hash chains that only grow, one per park and one for accounts."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models


class AppendOnly(models.QuerySet["AuditEntry"]):
    """Entries are written by `audit.record` and never touched again."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("Audit entries are never changed.")

    def delete(self) -> NoReturn:
        raise TypeError("Audit entries are never deleted.")

    def for_display(self) -> AppendOnly:
        return self.select_related("by").order_by("-at", "-sequence")


class AuditEntry(models.Model):
    """One act. `hash` covers every field and the hash before it, so a changed entry breaks the chain."""

    chain = models.CharField(max_length=50)
    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    by_name = models.CharField(max_length=150, blank=True)
    action = models.CharField(max_length=60)
    target_type = models.CharField(max_length=60)
    target_id = models.CharField(max_length=60)
    target_label = models.CharField(max_length=250)
    park_id = models.BigIntegerField(null=True)
    details = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["chain", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "sequence"], name="audit_entry_once_in_chain"),
        ]
        indexes = [models.Index(fields=["park_id", "-at"], name="audit_entry_of_park")]

    def __str__(self) -> str:
        return f"{self.chain} {self.sequence} {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new entry; one that stands is never written again."""
        if not self._state.adding:
            raise TypeError("Audit entries are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("Audit entries are never deleted.")


class AuditHead(models.Model):
    """The last link of a chain; its row is the lock under which the next link is made."""

    chain = models.CharField(max_length=50, primary_key=True)
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.chain} {self.sequence}"


class AuditAnchor(models.Model):
    """All heads as they stood at a moment, also written to the log: a tail cut later is found by it."""

    at = models.DateTimeField()
    heads = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.digest[:12]}"
