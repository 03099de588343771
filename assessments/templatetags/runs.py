"""What the pages of runs are written with: the state of a run, and the dot with its interval in a ranking."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from accounts.templatetags.page import figure
from assessments.choices import RunStatus
from assessments.models import Run

register = template.Library()

CLASSES = {
    RunStatus.QUEUED: "",
    RunStatus.RUNNING: "tag-now",
    RunStatus.DONE: "tag-ok",
    RunStatus.FAILED: "tag-bad",
    RunStatus.CANCELLED: "tag-dash",
}
MIDDLE = 10
TICK = 4
STOPS = (25, 50, 75)


@register.simple_tag
def run_status(run: Run) -> str:
    """Show how far a run has come; one without a sign of life for too long is lost."""
    if run.is_lost:
        return format_html('<span class="tag tag-warn">{}</span>', _("Lost"))
    classes = f"tag {CLASSES[RunStatus(run.status)]}".strip()
    return format_html('<span class="{}">{}</span>', classes, run.get_status_display())


@register.simple_tag
def score_dot(value: float | None, low: float | None = None, high: float | None = None) -> str:
    """Draw a score of 0 to 100 as a dot with its interval; nothing where there is no score."""
    if value is None:
        return ""
    has_range = low is not None and high is not None and low != high
    label = figure(value)
    if has_range:
        words = {"score": label, "low": figure(low), "high": figure(high)}
        label = _("%(score)s, between %(low)s and %(high)s") % words
    html = (
        '<svg class="fig" height="20" role="img" aria-label="{}">{}{}'
        '<circle class="dot" cx="{}" cy="10" r="4"/></svg>'
    )
    whisker = _whisker(low, high) if low is not None and high is not None and has_range else ""
    return format_html(html, label, _stops(), whisker, _at(value))


@register.simple_tag
def score_axis() -> str:
    """Draw the figures above a column of dots."""
    html = '<text x="{0}%" y="11" text-anchor="middle">{0}</text>'
    figures = format_html_join("", html, ((stop,) for stop in STOPS))
    return format_html('<svg class="fig" height="14" aria-hidden="true">{}</svg>', figures)


def _stops() -> str:
    line = '<line class="axis" x1="{0}%" x2="{0}%" y1="-4" y2="24"/>'
    return format_html_join("", line, ((stop,) for stop in STOPS))


def _whisker(low: float, high: float) -> str:
    line = '<line class="wh" x1="{}" x2="{}" y1="{}" y2="{}"/>'
    start, end = _at(low), _at(high)
    top, bottom = MIDDLE - TICK, MIDDLE + TICK
    across = (start, end, MIDDLE, MIDDLE)
    return format_html_join(
        "", line, (across, (start, start, top, bottom), (end, end, top, bottom))
    )


def _at(value: float) -> str:
    return f"{min(max(value, 0), 100):.1f}%"
