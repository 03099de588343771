"""Records: the rows of a park's registers. They are kept in daily work and struck off, never deleted."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parks.models.naming import NamedInBoth
from parks.models.parks import Park

PERSON = settings.AUTH_USER_MODEL


class RecordQuerySet(models.QuerySet[Any]):
    def current(self) -> Self:
        """What has not been struck off."""
        return self.filter(removed_at__isnull=True)


class Record(models.Model):
    """One row of a register of a park. `version` counts its changes, so that nobody overwrites unseen ones."""

    park = models.ForeignKey(Park, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(_("code"), max_length=40)
    version = models.PositiveIntegerField(default=1, editable=False)
    recorded_at = models.DateTimeField(editable=False)
    recorded_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="+", editable=False
    )
    changed_at = models.DateTimeField(editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["park", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["park", "code"],
                condition=Q(removed_at__isnull=True),
                name="%(app_label)s_%(class)s_code_once",
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def audit_park_id(self) -> int:
        return self.park_id


class NamedRecord(NamedInBoth, Record):
    """A record with a name in at least one language."""

    class Meta(Record.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()
