"""What the pages of reports are written with: texts of frameworks, differences, names of steps."""

from __future__ import annotations

import math

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.templatetags.page import exact
from parks.models.naming import in_language as pick

register = template.Library()

STEP_WORDS = {
    "submit": gettext_lazy("Submitted"),
    "withdraw": gettext_lazy("Withdrawn"),
    "open": gettext_lazy("Opened for review"),
    "return": gettext_lazy("Returned"),
    "accept": gettext_lazy("Accepted"),
    "reopen": gettext_lazy("Reopened as a new revision"),
}


@register.filter
def in_language(texts: dict[str, str] | None) -> str:
    """Pick the reader's language from a framework's text."""
    return pick(texts or {})


@register.filter
def step_word(step: str) -> str:
    """Name a step that was taken."""
    return str(STEP_WORDS.get(step, step))


@register.filter
def measured(value: float | None) -> str:
    """Write a figure that was computed from a register: with two digits at most, and no more than it has."""
    return exact(None if value is None else round(value, 2))


@register.filter
def exact_change(difference: float | None) -> str:
    """Show the difference of two filed values with the digits that matter."""
    if difference is None or not math.isfinite(difference):
        return ""
    rounded = float(f"{difference:.12g}")
    if rounded == 0:
        return format_html('<span class="same">{}</span>', number_format(0))
    direction, word = ("up", _("up by")) if rounded > 0 else ("down", _("down by"))
    html = '<span class="{}"><span class="vh">{} </span>{}</span>'
    return format_html(html, direction, word, exact(abs(rounded)))
