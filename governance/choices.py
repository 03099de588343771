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


class ActorKind(models.TextChoices):
    """Who takes part in a park; the first four are the partners that the paper names for linkage."""

    DEPARTMENT = "government_department", _("Government department")
    BUSINESS = "business", _("Business organisation")
    UNIVERSITY = "university", _("University")
    INSTITUTE = "research_institute", _("Research institute")
    ASSOCIATION = "association", _("Chamber or association")
    SERVICE = "service_organisation", _("Professional service organisation")
    INVESTOR = "investor", _("Investor")
    COLLECTIVE = "village_collective", _("Village collective")
    RESIDENTS = "residents", _("Residents")
    MIGRANTS = "migrant_workers", _("Migrant workers")


class LinkageKind(models.TextChoices):
    AGREEMENT = "agreement", pgettext_lazy("linkage", "Cooperation agreement")
    RESEARCH = "research", pgettext_lazy("linkage", "Joint research")
    SUPPLY = "supply", pgettext_lazy("linkage", "Supply chain")
    SERVICE = "service", pgettext_lazy("linkage", "Service contract")
    INVESTMENT = "investment", pgettext_lazy("linkage", "Investment")
    TRAINING = "training", pgettext_lazy("linkage", "Training")
    DATA = "data", pgettext_lazy("linkage", "Exchange of data")


class PlanKind(models.TextChoices):
    """The three plans of the planning chain."""

    PLOT_DETAILS = "plot_details", _("Plot development details")
    UNIT_PLAN = "unit_plan", _("Unit implementation plan")
    ZONING = "zoning", _("Zoning strategy")


class PlanStatus(models.TextChoices):
    DRAFTING = "drafting", pgettext_lazy("plan", "Being drafted")
    PUBLISHED = "published", pgettext_lazy("plan", "Published for comment")
    APPROVED = "approved", pgettext_lazy("plan", "Approved")
    REPLACED = "replaced", pgettext_lazy("plan", "Replaced")


class Phase(models.TextChoices):
    """The phases of a task force's programme."""

    PREPARATION = "preparation", pgettext_lazy("phase", "Preparation")
    PILOT = "pilot", pgettext_lazy("phase", "Pilot")
    FULL = "full_transformation", pgettext_lazy("phase", "Full transformation")


class CaseOutcome(models.TextChoices):
    APPROVED = "approved", pgettext_lazy("approval case", "Approved")
    REFUSED = "refused", pgettext_lazy("approval case", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("approval case", "Withdrawn")


class CaseEventKind(models.TextChoices):
    PAUSED = "paused", pgettext_lazy("approval case", "Paused for supplements")
    RESUMED = "resumed", pgettext_lazy("approval case", "Resumed")
    HEARING = "hearing", pgettext_lazy("approval case", "Hearing or expert review")
    NOTE = "note", pgettext_lazy("approval case", "Note")


class AffectedGroup(models.TextChoices):
    """Whom a consultation is about."""

    FIRMS = "firms", _("Firms")
    RESIDENTS = "residents", _("Residents")
    MIGRANTS = "migrant_workers", _("Migrant workers")
    DISADVANTAGED = "disadvantaged", _("Disadvantaged groups")


class PolicyKind(models.TextChoices):
    """The five kinds of special policy that the paper lists, and the rules that complement them."""

    FINANCE_TAX = "finance_tax", _("Finance and tax")
    LAND_HOUSING = "land_housing", _("Land and housing replacement")
    ENTERPRISE_INVESTMENT = "enterprise_investment", _("Enterprise investment")
    OWN_LAND = "own_land", _("Transformation of own land by enterprise consortia")
    TARGETED_ATTRACTION = "targeted_attraction", _("Targeted investment attraction")
    COMPLEMENTARY = "complementary", _("Complementary rule")


class PolicyState(models.TextChoices):
    """How a policy stands today."""

    COMING = "coming", pgettext_lazy("policy", "Not yet in force")
    IN_FORCE = "in_force", pgettext_lazy("policy", "In force")
    ENDED = "ended", pgettext_lazy("policy", "No longer in force")
    STRUCK_OFF = "struck_off", pgettext_lazy("policy", "Struck off")


class Severity(models.TextChoices):
    MINOR = "minor", pgettext_lazy("finding", "Minor")
    MAJOR = "major", pgettext_lazy("finding", "Major")
    SEVERE = "severe", pgettext_lazy("finding", "Severe")


class FindingStatus(models.TextChoices):
    """Where a finding stands: open → action planned → rectified → closed; escalated on the way where it is late."""

    OPEN = "open", pgettext_lazy("finding", "Open")
    PLANNED = "planned", pgettext_lazy("finding", "Action planned")
    RECTIFIED = "rectified", pgettext_lazy("finding", "Rectified")
    CLOSED = "closed", pgettext_lazy("finding", "Closed")
    ESCALATED = "escalated", pgettext_lazy("finding", "Escalated")
