"""Cells of heat maps: a score on the sequential scale, or why there is none."""

from __future__ import annotations

from typing import Final

from django import template

from assessments.choices import NullReason

register = template.Library()

LITTLE_MEASURED: Final = 0.75
"""A score of which a smaller share is measured is marked in its cell."""


@register.inclusion_tag("components/heat_cell.html")
def heat_cell(
    value: float | None,
    reason: str = "",
    *,
    url: str = "",
    completeness: float | None = None,
    label: str = "",
) -> dict[str, object]:
    """Show one score of 0 to 100 as a cell; `label` says to screen readers and on hovering whose score it is."""
    is_thin = value is not None and completeness is not None and completeness < LITTLE_MEASURED
    return {
        "value": value,
        "tone": None if value is None else min(int(max(value, 0) // 10), 9),
        "reason": NullReason(reason).label if reason else "",
        "url": url,
        "completeness": completeness,
        "is_thin": is_thin,
        "label": label,
    }
