"""What the board and the comparison are drawn with: signs of states, small lines, an overview of categories."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.templatetags.page import figure

register = template.Library()

SIGNS: Final = {
    "accepted": "check",
    "in_review": "eye",
    "submitted": "hourglass",
    "returned": "arrow-back-up",
    "draft": "pencil",
    "overdue": "alert-triangle",
    "not_due": "clock",
    "none": "minus",
    "not_accepted": "circle-dashed",
}
WIDTH, HEIGHT, EDGE = 120, 32, 4
SIZE, RADIUS, NAMED_AT = 132, 48, 58
Point = tuple[float, float]


@register.filter
def sign_of(state: str) -> str:
    """Name the icon that stands for a state on the board, so that it is not told by colour alone."""
    return SIGNS[str(state)]


@register.filter
def tone(value: float | None) -> str:
    """Return the class of a score on the sequential scale; hatched without one."""
    return "hatch" if value is None else f"heat-{min(int(max(value, 0) // 10), 9)}"


@register.filter
def at_place(values: Sequence[object], place: int) -> object:
    """Return the value at a place of a row."""
    return values[place]


@register.simple_tag
def small_line(values: Sequence[float | None], label: str) -> str:
    """Draw scores of 0 to 100 over time as a small line, broken where there is none; the table beside it tells all."""
    known = [(place, value) for place, value in enumerate(values) if value is not None]
    if not known:
        return format_html('<span class="quiet">{}</span>', _("No score"))
    points = {place: _along(place, len(values), value) for place, value in known}
    runs = _lines([points.get(place) for place in range(len(values))])
    last = points[known[-1][0]]
    words = _("%(label)s: from %(first)s to %(last)s") % {
        "label": label,
        "first": figure(known[0][1]),
        "last": figure(known[-1][1]),
    }
    html = '<svg class="small-line" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>'
    return format_html(html, WIDTH, HEIGHT, words, runs, _dot(last))


def _along(place: int, count: int, value: float) -> Point:
    across = (WIDTH - 2 * EDGE) * (place / (count - 1) if count > 1 else 1.0)
    return EDGE + across, EDGE + (HEIGHT - 2 * EDGE) * (1 - min(max(value, 0), 100) / 100)


@register.simple_tag
def overview(values: Sequence[float | None], names: Sequence[str], label: str) -> str:
    """Draw scores of 0 to 100 on axes around a centre, numbered as the names; nothing for fewer than three."""
    if len(values) < 3:
        return ""
    rings = format_html_join(
        "", '<polygon class="ring" points="{}"/>', ((_ring(len(values), at),) for at in (50, 100))
    )
    numbers = format_html_join(
        "",
        '<text x="{}" y="{}">{}</text>',
        (_number(place, len(values)) for place in range(len(values))),
    )
    points = [_around(place, len(values), value) for place, value in enumerate(values)]
    dots = format_html_join("", "{}", ((_dot(one),) for one in points if one))
    told = "; ".join(
        f"{place}. {name} {figure(value)}"
        for place, (name, value) in enumerate(zip(names, values, strict=True), start=1)
    )
    html = '<svg class="overview" viewBox="0 0 {0} {0}" role="img" aria-label="{1}: {2}">{3}{4}{5}{6}</svg>'
    return format_html(html, SIZE, label, told, rings, numbers, _lines([*points, points[0]]), dots)


def _turned(place: int, count: int, distance: float) -> Point:
    angle = 2 * math.pi * place / count
    return SIZE / 2 + distance * math.sin(angle), SIZE / 2 - distance * math.cos(angle)


def _around(place: int, count: int, value: float | None) -> Point | None:
    return None if value is None else _turned(place, count, RADIUS * min(max(value, 0), 100) / 100)


def _ring(count: int, value: float) -> str:
    points = (_turned(place, count, RADIUS * value / 100) for place in range(count))
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _number(place: int, count: int) -> tuple[str, str, str]:
    x, y = _turned(place, count, NAMED_AT)
    return f"{x:.1f}", f"{y + 4:.1f}", str(place + 1)


def _lines(points: Sequence[Point | None]) -> SafeString:
    """Connect neighbours that are both there."""
    html = '<line class="run" x1="{}" y1="{}" x2="{}" y2="{}"/>'
    both = ((one, other) for one, other in pairwise(points) if one and other)
    return format_html_join("", html, ((*_at(one), *_at(other)) for one, other in both))


def _dot(point: Point) -> SafeString:
    return format_html('<circle class="dot" cx="{}" cy="{}" r="2"/>', *_at(point))


def _at(point: Point) -> tuple[str, str]:
    """Write a place in a drawing, the same in every language."""
    return f"{point[0]:.1f}", f"{point[1]:.1f}"
