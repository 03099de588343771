"""What the portfolio is written with: states of its filters, heads of columns that order, titles of its lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import template
from django.http import QueryDict
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from accounts.templatetags.page import figure

register = template.Library()

LIST_TITLES: Final = {
    "overdue": _("Overdue"),
    "waiting": _("Waiting for review"),
    "missing": _("Not accepted"),
    "accepted": _("Accepted"),
    "gates": _("Gates ready to decide"),
}
LIST_NONE: Final = {
    "overdue": _("No report is overdue."),
    "waiting": _("No report waits for its review."),
    "missing": _("The reports of the quarter are all accepted."),
    "accepted": _("No report of the quarter is accepted yet."),
    "gates": _("No gate is open: in every park some rule fails or cannot be decided yet."),
}
GOAL_CLASSES: Final = {"t1": "g1", "t2": "g2", "t3": "g3"}


@register.filter
def list_title(name: str) -> str:
    return str(LIST_TITLES[name])


@register.filter
def list_none(name: str) -> str:
    """Say that a list is empty."""
    return str(LIST_NONE[name])


@register.filter
def goal_class(stage: str) -> str:
    """The class of the line under the head of a goal."""
    return GOAL_CLASSES.get(stage, "g0")


@register.filter
def svg_share(share: float) -> str:
    """Write a share of one as a length in a drawing, the same in every language."""
    return f"{share:.1%}"


@register.simple_tag
def count_of(counts: Any, name: str) -> str:
    """Show how many rows a list has."""
    return figure(counts.of(name), 0)


@register.simple_tag
def filter_state(errors: Mapping[str, str], name: str) -> str:
    """Mark a filter that holds something that cannot be, and say where it is told."""
    if name not in errors:
        return ""
    return format_html(' aria-invalid="true" aria-describedby="{}-error"', name)


@register.simple_tag
def filter_error(errors: Mapping[str, str], name: str) -> str:
    """Tell what is wrong with a filter."""
    if name not in errors:
        return ""
    html = '<ul class="errorlist" id="{}-error"><li>{}</li></ul>'
    return format_html(html, name, errors[name])


@register.simple_tag(takes_context=True)
def query_page(context: Context, parameter: str, number: int) -> str:
    """Return the query of this address with another page of one part."""
    return _query(context, **{parameter: str(number)})


@register.simple_tag(takes_context=True)
def order_head(context: Context, name: str, title: str, classes: str = "", rows: int = 1) -> str:
    """Show the head of a column of the heat map: a link that orders by it, the second time backwards."""
    order = str(context["heat"].order)
    is_current = order.removeprefix("-") == name
    other = f"-{name}" if order == name else name
    state = mark_safe("")
    arrow: str | SafeString = ""
    if is_current:
        is_down = (name not in {"park", "region"}) != order.startswith("-")
        word = "descending" if is_down else "ascending"
        state = format_html(' aria-sort="{}"', word)
        arrow = format_html(' <span aria-hidden="true">{}</span>', "▾" if is_down else "▴")
    html = '<th scope="col" rowspan="{}" class="{}"{}><a class="sort" href="{}#heat">{}{}</a></th>'
    address = _query(context, order=other, page="")
    return format_html(html, rows, classes, state, address, title, arrow)


def _query(context: Context, **changes: str) -> str:
    query: QueryDict = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}"
