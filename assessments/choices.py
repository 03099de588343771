"""Fixed words of the assessments app."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NodeKind(models.TextChoices):
    INDEX = "index", _("Index")
    GOAL = "goal", _("Goal")
    CATEGORY = "category", _("Category")
    CONCEPT = "concept", _("Concept")
    INDICATOR = "indicator", _("Indicator")


class VersionStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class NullReason(models.TextChoices):
    """Why a node has no score."""

    NOT_ASKED = "not_asked", _("Not yet asked")
    BELOW_COMPLETENESS = "below_completeness", _("Too little is measured")
    NOTHING_OBSERVED = "nothing_observed", _("Nothing is measured")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")
    NOT_ALL_GOALS = "not_all_goals", _("Not all goals are scored")


class Outcome(models.TextChoices):
    """What came of a rule of a gate in a quarter, or of all its rules."""

    HOLDS = "holds", _("Holds")
    FAILS = "fails", _("Fails")
    UNDECIDED = "undecided", _("Cannot be decided")


class RunStatus(models.TextChoices):
    """How far an assessment run has come."""

    QUEUED = "queued", pgettext_lazy("run status", "Queued")
    RUNNING = "running", pgettext_lazy("run status", "Running")
    DONE = "done", pgettext_lazy("run status", "Done")
    FAILED = "failed", pgettext_lazy("run status", "Failed")
    CANCELLED = "cancelled", pgettext_lazy("run status", "Cancelled")
