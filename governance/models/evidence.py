"""Evidence: files and links behind an entry or a whole report."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import StoredFile
from governance.choices import EvidenceKind
from governance.models.reports import StageReport
from parks.models import Indicator


class Evidence(models.Model):
    """One file or link. Without an indicator it belongs to the report as a whole."""

    report = models.ForeignKey(StageReport, on_delete=models.CASCADE, related_name="evidence")
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=EvidenceKind.choices)
    title = models.CharField(_("title"), max_length=250)
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    url = models.URLField(_("address"), max_length=500, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["report", "added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=EvidenceKind.FILE, file__isnull=False, url="")
                | (Q(kind=EvidenceKind.LINK, file__isnull=True) & ~Q(url="")),
                name="evidence_is_file_or_link",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_park_id(self) -> int:
        return self.report.park_id
