"""Evidence behind a record: files and links."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import StoredFile
from parks.models.parks import Park

PERSON = settings.AUTH_USER_MODEL


class RecordEvidence(models.Model):
    """One file or link behind record number `record` of a register; taken off, never deleted.

    A policy belongs to no park.
    """

    park = models.ForeignKey(Park, on_delete=models.PROTECT, null=True, related_name="+")
    register = models.CharField(max_length=40)
    record = models.PositiveBigIntegerField()
    title = models.CharField(_("title"), max_length=250)
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    url = models.URLField(_("address"), max_length=500, blank=True)
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["added_at", "pk"]
        indexes = [models.Index(fields=["park", "register", "record"], name="evidence_of_record")]
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=False, url="") | (Q(file__isnull=True) & ~Q(url="")),
                name="record_evidence_is_file_or_link",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_park_id(self) -> int | None:
        return self.park_id
