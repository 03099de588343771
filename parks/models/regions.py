"""Regions: a tree of any depth."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from parks.models.naming import NamedInBoth


class Region(NamedInBoth):
    """A province, city, district … `path` holds the padded ids from the root down to itself: "000001/000004/"."""

    code = models.CharField(_("code"), max_length=32, unique=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    path = models.CharField(max_length=255, blank=True, editable=False, db_index=True)

    class Meta:
        ordering = ["path"]

    @property
    def depth(self) -> int:
        """How many regions lie above this one."""
        return max(self.path.count("/") - 1, 0)

    @property
    def steps_above(self) -> range:
        """One step for each region above, for templates to set it in by."""
        return range(self.depth)

    def path_from_parent(self) -> str:
        """The path that follows from the parent; kept by parks.services.regions."""
        return f"{self.parent.path if self.parent else ''}{self.pk:06d}/"
