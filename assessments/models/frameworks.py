"""Frameworks: versioned trees of goals, categories, concepts and indicators, kept as the YAML they were loaded from."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.choices import NodeKind, VersionStatus
from governance.choices import Stage
from parks.models import Indicator
from parks.models.naming import NamedInBoth


class Framework(models.Model):
    """A framework over all its versions."""

    code = models.CharField(_("code"), max_length=64, unique=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class FrameworkVersionQuerySet(models.QuerySet["FrameworkVersion"]):
    def published(self) -> Self:
        return self.filter(status=VersionStatus.PUBLISHED)

    def for_display(self) -> Self:
        return self.select_related("framework", "published_by")


class FrameworkVersion(NamedInBoth):
    """One version: the YAML source is the truth, nodes are its index. Frozen once published."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="versions")
    version = models.CharField(_("version"), max_length=20)
    status = models.CharField(
        max_length=10, choices=VersionStatus.choices, default=VersionStatus.DRAFT
    )
    source = models.TextField()
    source_sha256 = models.CharField(max_length=64)
    has_stages = models.BooleanField(default=False)
    is_relative = models.BooleanField(default=False)
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = FrameworkVersionQuerySet.as_manager()

    class Meta:
        ordering = ["framework", "-loaded_at"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "version"], name="framework_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.framework.code} {self.version}"

    @property
    def titles(self) -> dict[str, str]:
        return {"en": self.name_en, "zh-hans": self.name_zh}

    @property
    def full_name(self) -> str:
        """The framework's name in the reader's language with the number of the version."""
        return f"{self.name} {self.version}"


class Node(NamedInBoth):
    """A node of a version's tree; its place among all nodes of the version is `position`."""

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="nodes")
    code = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=NodeKind.choices)
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="children")
    position = models.PositiveIntegerField()
    depth = models.PositiveSmallIntegerField()
    weight = models.FloatField(default=1.0)
    stage = models.CharField(max_length=10, choices=Stage.choices, blank=True)
    aspect = models.CharField(max_length=40, blank=True)
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, null=True, related_name="nodes"
    )

    class Meta:
        ordering = ["version", "position"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="node_code_once")]
