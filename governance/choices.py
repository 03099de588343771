"""Fixed words of the governance app."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stage(models.TextChoices):
    """The stages of the path; frameworks may describe them further but not invent others."""

    T1 = "t1", _("t1 active exploration")
    T2 = "t2", _("t2 new practice")
    T3 = "t3", _("t3 institutional guarantee")
    COMPLETE = "complete", _("Upgraded")


class Verdict(models.TextChoices):
    """What an authority decides on a gate."""

    PASS = "pass", pgettext_lazy("gate decision", "Passed")
    REFUSE = "refuse", pgettext_lazy("gate decision", "Refused")
    DEFER = "defer", pgettext_lazy("gate decision", "Deferred")


class ReportStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("report status", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("report status", "Submitted")
    IN_REVIEW = "in_review", pgettext_lazy("report status", "In review")
    ACCEPTED = "accepted", pgettext_lazy("report status", "Accepted")


class EntrySource(models.TextChoices):
    """Where a row of a report gets its value."""

    ENTRY = "entry", _("Filed by the committee")
    FORMULA = "formula", _("Computed from items")
    REGISTER = "register", _("From the platform's registers")
    SELF_REPORTED = "self_reported", _("Self-reported in place of the register")


class CheckLevel(models.TextChoices):
    ERROR = "error", _("Error")
    WARNING = "warning", _("Warning")


class EvidenceKind(models.TextChoices):
    FILE = "file", _("File")
    LINK = "link", _("Link")
