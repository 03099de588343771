"""Files taken in: uploads of the park register with what became of them, and histories of accepted values."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from parks.models.parks import Park


class RegisterImport(models.Model):
    """One upload: the file as it came, the result of its dry run, and once carried out the outcome.

    It is for the register of parks, or for one of the registers of a park.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    park = models.ForeignKey(Park, on_delete=models.PROTECT, null=True, related_name="+")
    register = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    result = models.JSONField()
    carried_out_at = models.DateTimeField(null=True)
    outcome = models.JSONField(null=True)

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_park_id(self) -> int | None:
        return self.park_id


class HistoryImport(models.Model):
    """One file of accepted history that changed something; its observations carry its moment as theirs.

    The moment names the import, so that millions of observations need no key to it of their own.
    """

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    imported_at = models.DateTimeField(unique=True)
    read = models.PositiveBigIntegerField()
    created = models.PositiveBigIntegerField()
    revised = models.PositiveBigIntegerField()
    unchanged = models.PositiveBigIntegerField()
    rejected = models.PositiveBigIntegerField()

    audit_park_id: ClassVar[None] = None

    class Meta:
        ordering = ["-imported_at"]

    def __str__(self) -> str:
        return self.name
