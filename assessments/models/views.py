"""Saved views: the filters of a page under a name."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """A person's own name for a page with its filters; `query` is what stands in the address behind the question mark."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views"
    )
    name = models.CharField(_("name"), max_length=80)
    page = models.CharField(max_length=60)
    query = models.TextField(blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["user", "page", "name"]
        constraints = [
            models.UniqueConstraint(fields=["user", "page", "name"], name="saved_view_named_once")
        ]

    def __str__(self) -> str:
        return self.name
