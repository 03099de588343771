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


class Cause(models.TextChoices):
    """What can be different behind the scores of two runs, in the order in which a difference is split."""

    WEIGHTS = "weights", _("weights")
    VALUES = "values", _("values")
    STAGE = "stage", _("stage")
    RULES = "rules", _("rules")
    REFERENCE = "reference", _("parks compared with")


class RunStatus(models.TextChoices):
    """How far an assessment run has come."""

    QUEUED = "queued", pgettext_lazy("run status", "Queued")
    RUNNING = "running", pgettext_lazy("run status", "Running")
    DONE = "done", pgettext_lazy("run status", "Done")
    FAILED = "failed", pgettext_lazy("run status", "Failed")
    CANCELLED = "cancelled", pgettext_lazy("run status", "Cancelled")


class CoordinationLevel(models.TextChoices):
    """The ten equal levels of coupling coordination that are used most."""

    EXTREME_IMBALANCE = "extreme_imbalance", _("Extreme imbalance")
    SEVERE_IMBALANCE = "severe_imbalance", _("Severe imbalance")
    MODERATE_IMBALANCE = "moderate_imbalance", _("Moderate imbalance")
    MILD_IMBALANCE = "mild_imbalance", _("Mild imbalance")
    NEAR_IMBALANCE = "near_imbalance", _("Near imbalance")
    BARELY_COORDINATED = "barely_coordinated", _("Barely coordinated")
    PRIMARY_COORDINATION = "primary_coordination", _("Primary coordination")
    INTERMEDIATE_COORDINATION = "intermediate_coordination", _("Intermediate coordination")
    GOOD_COORDINATION = "good_coordination", _("Good coordination")
    EXCELLENT_COORDINATION = "excellent_coordination", _("Excellent coordination")


class TimelineKind(models.TextChoices):
    """What an event in the life of a park is about."""

    REPORT = "report", _("Reports")
    DECISION = "decision", _("Decisions on the path")
    FRAMEWORK = "framework", _("Framework versions")
    SUPPLEMENT = "supplement", _("Supplementary forms")
    POLICY = "policy", _("Policies")
    MILESTONE = "milestone", _("Milestones")
    MEETING = "meeting", _("Meetings")
    PLAN = "plan", _("Plans")
    CONSULTATION = "consultation", _("Consultations")


class BoardState(models.TextChoices):
    """How the report of a park for a period stands, on the board; the last is all that is told of drafts one may not see."""

    ACCEPTED = "accepted", pgettext_lazy("report status", "Accepted")
    IN_REVIEW = "in_review", pgettext_lazy("report status", "In review")
    SUBMITTED = "submitted", pgettext_lazy("report status", "Submitted")
    RETURNED = "returned", pgettext_lazy("report status", "Returned")
    DRAFT = "draft", pgettext_lazy("report status", "Draft")
    OVERDUE = "overdue", pgettext_lazy("report status", "Overdue")
    NOT_DUE = "not_due", _("Not yet due")
    NONE = "none", _("No report")
    NOT_ACCEPTED = "not_accepted", _("No accepted report")
