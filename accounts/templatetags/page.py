"""What pages are written with: figures, periods, icons, form fields, marks, the score bar, links of the frame."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.core.exceptions import ImproperlyConfigured
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select
from django.http import QueryDict
from django.template import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from accounts import clock

register = template.Library()

Number = float | int | Decimal
NO_VALUE = "–"
SIGNIFICANT_DIGITS = 15

STATUS_WORDS = {
    "draft": ("", pgettext_lazy("report status", "Draft")),
    "returned": ("tag-warn", pgettext_lazy("report status", "Returned")),
    "submitted": ("tag-now", pgettext_lazy("report status", "Submitted")),
    "in_review": ("tag-now", pgettext_lazy("report status", "In review")),
    "accepted": ("tag-ok", pgettext_lazy("report status", "Accepted")),
    "overdue": ("tag-bad", pgettext_lazy("report status", "Overdue")),
}
STAGE_WORDS = {
    "t1": ("st-t1", "t1"),
    "t2": ("st-t2", "t2"),
    "t3": ("st-t3", "t3"),
    "complete": ("st-done", gettext_lazy("Upgraded")),
}
BAND_WORDS = {
    "weak": gettext_lazy("Weak"),
    "forming": gettext_lazy("Forming"),
    "sound": gettext_lazy("Sound"),
    "leading": gettext_lazy("Leading"),
}
BAR_SIZES = {"goal": (28, 18), "category": (17, 7), "live": (14, 10)}  # height of figure and fill


# Figures


@register.filter
def figure(value: Number | None, digits: int = 1) -> str:
    """Write a number in the reader's way, rounded to fixed digits; a dash where there is none."""
    if value is None or not math.isfinite(value):
        return NO_VALUE
    return number_format(format(value, f"z.{digits}f"), digits)


@register.filter
def percent(share: Number | None, digits: int = 1) -> str:
    """Write a share of one as a percentage: 0.3333 is 33.3 %; a dash where there is none."""
    if share is None:
        return NO_VALUE
    return _("%(number)s %%") % {"number": figure(share * 100, digits)}


@register.filter
def exact(value: Number | None) -> str:
    """Write a number with all the digits it has and no more; a dash where there is none."""
    if value is None or not math.isfinite(value):
        return NO_VALUE
    return number_format(Decimal(plain(value)))


@register.filter
def plain(value: Number | None) -> str:
    """Write a number as a person types it into a field: no grouping; empty where there is none."""
    if value is None or not math.isfinite(value):
        return ""
    digits = format(Decimal(format(value, f".{SIGNIFICANT_DIGITS}g")), "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


@register.filter
def change(value: Number | None, digits: int = 1) -> str:
    """Show a difference: a triangle for the direction (drawn by the style sheet), the figure without sign."""
    if value is None or not math.isfinite(value):
        return NO_VALUE
    rounded = round(float(value), digits)
    if not rounded:
        return format_html('<span class="same">{}</span>', figure(0, digits))
    direction, word = ("up", _("up by")) if rounded > 0 else ("down", _("down by"))
    html = '<span class="{}"><span class="vh">{} </span>{}</span>'
    return format_html(html, direction, word, figure(abs(rounded), digits))


# Words beside each other


@register.filter
def listed(words: Iterable[object]) -> str:
    """Write several things in a row, as the reader's language parts them."""
    return _("; ").join(str(one) for one in words)


@register.filter
def named(name: object, value: object) -> str:
    """Write a thing after its name: `Goal: positioning`."""
    return _("%(name)s: %(value)s") % {"name": name, "value": value}


# Times


@register.filter
def period_name(period: object) -> str:
    """Name a period (or its code 2026-09, 2026-Q3, 2026) in words."""
    year, _dash, part = str(period).partition("-")
    if part.startswith("Q"):
        return _("Q%(quarter)s %(year)s") % {"quarter": part[1:], "year": year}
    if part:
        return date_format(date(int(year), int(part), 1), "YEAR_MONTH_FORMAT")
    return pgettext_lazy("a whole year", "%(year)s") % {"year": year} if year else ""


@register.filter
def in_days(day: date | None) -> str:
    """Say how far a day is from today, to stand beside the date itself."""
    if day is None:
        return ""
    when = timezone.localtime(day).date() if isinstance(day, datetime) else day
    days = (when - clock.today()).days
    if days == 0:
        return _("today")
    if days > 0:
        return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}
    return ngettext("%(days)d day ago", "%(days)d days ago", -days) % {"days": -days}


# Links of the frame


@register.simple_tag(takes_context=True)
def query_with(context: Context, **changes: object) -> str:
    """Return the query of this address with some parameters changed; None or an empty text takes one out."""
    query: QueryDict = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def kept(context: Context, **parameters: object) -> str:
    """Return the query of a link inside a page: what it needs, and the day as of which the page is shown, if any."""
    day = getattr(context.get("as_of"), "day", None)
    query = QueryDict(mutable=True)
    for name, value in {**parameters, "as_of": day}.items():
        if value not in (None, ""):
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else ""


@register.inclusion_tag("components/nav_link.html", takes_context=True)
def nav_link(context: Context, url: str, label: str, count: int = 0) -> dict[str, object]:
    """Link to a place of the site; marked where the page in view is it or stands below it."""
    path = context["request"].path if "request" in context else ""
    is_within = path == url or (url != "/" and path.startswith(url))
    current = ("page" if path == url else "true") if is_within else ""
    return {"url": url, "label": label, "count": count, "current": current}


@register.simple_block_tag
def box(content: str, element: str, classes: str, label: str = "") -> str:
    """Put what stands between the tags into an element, which is left out where nothing stands there."""
    if not content.strip():
        return ""
    if label:
        html = '<{0} class="{1}" aria-label="{2}">{3}</{0}>'
        return format_html(html, element, classes, label, content)
    return format_html('<{0} class="{1}">{2}</{0}>', element, classes, content)


# Icons and marks


@register.simple_tag
def icon(name: str, *, label: str = "", classes: str = "") -> str:
    """Show an icon of the sprite (package.json lists them); the label is for where no words stand beside it."""
    names = f"i {classes}".strip()
    address = f"{static('vendor/icons.svg')}#{name}"
    if label:
        html = '<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>'
        return format_html(html, names, label, address)
    html = '<svg class="{}" aria-hidden="true"><use href="{}"></use></svg>'
    return format_html(html, names, address)


@register.simple_tag
def stage(code: str | None) -> str:
    """Show a stage of the path as a small badge; nothing where a park has none."""
    if not code:
        return ""
    classes, word = STAGE_WORDS[code]
    return format_html('<span class="st {}">{}</span>', classes, word)


@register.simple_tag
def status(of: object) -> str:
    """Show the status of a report, given it or the word itself (a status, returned or overdue)."""
    code = of if isinstance(of, str) else getattr(of, "status", "")
    classes, word = STATUS_WORDS[str(code)]
    return format_html('<span class="{}">{}</span>', f"tag {classes}".strip(), word)


@register.simple_tag
def band(code: str | None, title: str = "") -> str:
    """Show the band of a score: a swatch and its word, or the framework's own title of it."""
    if not code:
        return ""
    html = '<span class="band b-{}"><i></i>{}</span>'
    return format_html(html, code, title or BAND_WORDS.get(code, code))


@register.simple_tag
def score_bar(
    value: float | None,
    *,
    low: float | None = None,
    high: float | None = None,
    gate: float | None = None,
    size: str = "goal",
) -> str:
    """Draw a score of 0 to 100 with its range and the gate's threshold; a hatch where there is no score."""
    if value is None or not math.isfinite(value):
        html = '<span class="fig-none fig-none-{} hatch" role="img" aria-label="{}"></span>'
        return format_html(html, size, _("No score"))
    height, fill = BAR_SIZES[size]
    html = (
        '<svg class="fig" height="{0}" role="img" aria-label="{1}">'
        '<rect class="track" x="0" y="2" width="100%" height="{2}" rx="1"/>'
        '<rect class="fill-{3}" x="0" y="2" width="{4}" height="{2}"/>{5}'
        '<line class="edge" x1="{4}" x2="{4}" y1="1" y2="{6}"/>{7}</svg>'
    )
    whisker = _whisker(low, high, y=height - 3) if size != "live" else ""
    ends_at = height - 3 if whisker else fill + 3
    label = _bar_label(value, low, high, gate)
    tone = min(int(max(value, 0) // 10), 9)
    threshold = _threshold(gate, height)
    return format_html(
        html, height, label, fill, tone, _percent(value), whisker, ends_at, threshold
    )


def _whisker(low: float | None, high: float | None, *, y: float) -> SafeString:
    if low is None or high is None or low == high:
        return mark_safe("")
    tick = '<line class="wh" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>'
    across = '<line class="wh" x1="{0}" x2="{1}" y1="{2}" y2="{2}"/>'
    return format_html(
        "{}{}{}",
        format_html(across, _percent(low), _percent(high), y),
        format_html(tick, _percent(low), y - 2.5, y + 2.5),
        format_html(tick, _percent(high), y - 2.5, y + 2.5),
    )


def _threshold(gate: float | None, height: int) -> SafeString:
    if gate is None:
        return mark_safe("")
    html = '<line class="thr" x1="{0}" x2="{0}" y1="0" y2="{1}"/>'
    return format_html(html, _percent(gate), height)


def _bar_label(value: float, low: float | None, high: float | None, gate: float | None) -> str:
    figures = {"score": figure(value), "low": figure(low), "high": figure(high)}
    has_range = low is not None and high is not None and low != high
    words = _("%(score)s, between %(low)s and %(high)s") if has_range else "%(score)s"
    if gate is None:
        return words % figures
    return _("%(words)s; needed: %(gate)s") % {"words": words % figures, "gate": figure(gate)}


def _percent(value: float) -> str:
    """Return a place on the bar, the same in every language."""
    return f"{min(max(value, 0), 100):.1f}%"


# Forms


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, *, large: bool = False, hide_label: bool = False) -> dict[str, Any]:
    """Show a field with label, help and errors, tied together for screen readers."""
    if not isinstance(bound, BoundField):
        raise ImproperlyConfigured("The field tag needs a field of a form, as in form.name.")
    widget = bound.field.widget
    classes = "form-select" if isinstance(widget, Select) else "form-control"
    is_check = isinstance(widget, CheckboxInput)
    is_group = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    attributes: dict[str, str | bool] = {}
    if not (is_check or is_group):
        given = widget.attrs.get("class", "")
        size = "form-control-lg" if large else ""
        attributes["class"] = " ".join(filter(None, (classes, size, given)))
    return {
        "field": bound,
        "control": bound.as_widget(attrs=attributes),
        "is_check": is_check,
        "is_group": is_group,
        "hide_label": hide_label,
    }
