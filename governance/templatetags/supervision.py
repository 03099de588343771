"""What the pages of supervision are written with: marks of statuses and severities, names of steps, ages."""

from __future__ import annotations

from datetime import timedelta

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext_lazy, ngettext

from governance.choices import FindingStatus, Severity
from governance.models import Finding

register = template.Library()

STATUS_MARKS = {
    FindingStatus.OPEN: "tag-warn",
    FindingStatus.PLANNED: "tag-now",
    FindingStatus.ESCALATED: "tag-bad",
    FindingStatus.RECTIFIED: "tag-now",
    FindingStatus.CLOSED: "tag-ok",
}
SEVERITY_MARKS = {Severity.MINOR: "", Severity.MAJOR: "tag-warn", Severity.SEVERE: "tag-bad"}
STEP_WORDS = {
    "raise": gettext_lazy("Raised"),
    "plan": gettext_lazy("Corrective action planned"),
    "rectify": gettext_lazy("Reported as rectified"),
    "close": gettext_lazy("Closed"),
    "send_back": gettext_lazy("Sent back"),
    "escalate": gettext_lazy("Escalated"),
    "extend": gettext_lazy("Deadline moved"),
}


@register.simple_tag
def finding_status(finding: Finding) -> str:
    """Show where a finding stands."""
    return _tag(STATUS_MARKS[FindingStatus(finding.status)], finding.get_status_display())


@register.simple_tag
def severity(finding: Finding) -> str:
    """Show how severe a finding is."""
    return _tag(SEVERITY_MARKS[Severity(finding.severity)], finding.get_severity_display())


@register.filter
def finding_step_word(step: str) -> str:
    """Name a step that was taken."""
    return str(STEP_WORDS.get(step, step))


@register.filter
def in_whole_days(age: timedelta) -> str:
    """Say how many days something took or has taken so far."""
    return ngettext("%(days)d day", "%(days)d days", age.days) % {"days": age.days}


def _tag(mark: str, word: str) -> str:
    return format_html('<span class="{}">{}</span>', f"tag {mark}".strip(), word)
