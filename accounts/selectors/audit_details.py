"""The details of the audit trail in words, in the order in which a person reads them: what, where, before, after, why."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.choices import Event, PauseReason, Scope
from accounts.models import AuditEntry
from accounts.templatetags.page import NO_VALUE, exact

INDICATOR: Final = "indicator"
CHANGED: Final = "changed"
DETAILS: Final = {
    INDICATOR: gettext_lazy("indicator"),
    "framework": gettext_lazy("framework"),
    "version": gettext_lazy("version"),
    "name": gettext_lazy("name"),
    "title": gettext_lazy("title"),
    "email": gettext_lazy("e-mail"),
    "user": gettext_lazy("person"),
    "role": gettext_lazy("role"),
    "scope": gettext_lazy("scope"),
    "park": gettext_lazy("park"),
    "region": gettext_lazy("region"),
    "url": gettext_lazy("address"),
    "events": gettext_lazy("events"),
    "is_active": gettext_lazy("active"),
    "pause_reason": gettext_lazy("reason"),
    "period": gettext_lazy("period"),
    "from_period": gettext_lazy("from period"),
    "stage": gettext_lazy("stage"),
    "from_stage": gettext_lazy("from stage"),
    "to_stage": gettext_lazy("to stage"),
    "entered_on": gettext_lazy("entered on"),
    "starts_on": gettext_lazy("starts on"),
    "ends_on": gettext_lazy("ends on"),
    "due_on": gettext_lazy("due on"),
    "locks_on": gettext_lazy("locks on"),
    "revision": gettext_lazy("revision"),
    "next_revision": gettext_lazy("next revision"),
    "weights": gettext_lazy("weights"),
    "parks": gettext_lazy("parks"),
    "register": gettext_lazy("register"),
    "read": gettext_lazy("rows read"),
    "created": gettext_lazy("new"),
    "updated": gettext_lazy("updated"),
    "unchanged": gettext_lazy("the same as before"),
    "rejected": gettext_lazy("not taken"),
    "format": gettext_lazy("format"),
    "rows": gettext_lazy("rows"),
    "days": gettext_lazy("days"),
    "language": gettext_lazy("language"),
    "is_administrator": gettext_lazy("administrator"),
    "is_working": gettext_lazy("working day"),
    "note": gettext_lazy("note"),
    "verdict": gettext_lazy("decision"),
    "severity": gettext_lazy("severity"),
    "action_on": gettext_lazy("to be done by"),
    "escalated_to": gettext_lazy("escalated to"),
    "seed": gettext_lazy("seed"),
    "reports": gettext_lazy("reports"),
    "evidence": gettext_lazy("pieces of evidence"),
    "position": gettext_lazy("item"),
    CHANGED: gettext_lazy("changed"),
    "before": gettext_lazy("before"),
    "after": gettext_lazy("after"),
    "text": gettext_lazy("text"),
    "reason": gettext_lazy("reason"),
}
"""What the details are called, in reading order; what is not named here comes last."""
ORDER: Final = {name: place for place, name in enumerate(DETAILS)}
# Codes among the details that have a word of their own, by the name of the detail.
WORDS: Final[dict[tuple[str, str], Any]] = {
    **{("scope", scope.value): scope.label for scope in Scope},
    **{("events", event.value): event.label for event in Event},
    **{("pause_reason", reason.value): reason.label for reason in PauseReason},
    ("verdict", "pass"): pgettext_lazy("gate decision", "Passed"),
    ("verdict", "refuse"): pgettext_lazy("gate decision", "Refused"),
    ("verdict", "defer"): pgettext_lazy("gate decision", "Deferred"),
    ("severity", "minor"): pgettext_lazy("finding", "Minor"),
    ("severity", "major"): pgettext_lazy("finding", "Major"),
    ("severity", "severe"): pgettext_lazy("finding", "Severe"),
}
Titles = Mapping[str, str]
"""The names of indicators by their codes; a code without one stands for itself."""


def details_of(entry: AuditEntry, titles: Titles | None = None) -> list[tuple[str, str]]:
    """Return the details of an entry, each with its name, in reading order."""
    return list(_Teller(titles or {}).details(entry.details))


def indicator_of(entry: AuditEntry) -> str:
    """Return the code of the indicator that an entry is about, empty where it is about none."""
    code = entry.details.get(INDICATOR, "")
    return code if isinstance(code, str) else ""


class _Teller:
    """Writes details as people read them, indicators by their titles."""

    def __init__(self, titles: Titles) -> None:
        self.titles = titles

    def details(self, details: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        for name, value in _in_order(details):
            if name == CHANGED and isinstance(value, dict):
                for field, change in _in_order(value):
                    yield _word(field), self.change(field, change)
            elif value not in ("", None):
                yield _word(name), self.text(name, value)

    def change(self, field: str, change: Mapping[str, Any]) -> str:
        return f"{self.text(field, change['from'])} → {self.text(field, change['to'])}"

    def text(self, name: str, value: Any) -> str:
        """Write a value: the parts of a list that are there, the fields of a mapping by name, a code by its word."""
        if isinstance(value, list):
            parts = [self.text(name, one) for one in value if one not in ("", None)]
            return _(", ").join(parts) or NO_VALUE
        if isinstance(value, dict):
            fields = [f"{_word(field)} {self.text(field, one)}" for field, one in _in_order(value)]
            return _(", ").join(fields) or NO_VALUE
        if isinstance(value, str):
            return self.word(name, value) or NO_VALUE
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return exact(value) if isinstance(value, int | float) else json.dumps(value)

    def word(self, name: str, code: str) -> str:
        if name == INDICATOR:
            return self.titles.get(code, code)
        return str(WORDS.get((name, code), code))


def _in_order(details: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return details in reading order: databases keep them in orders of their own."""
    return sorted(details.items(), key=lambda one: (ORDER.get(one[0], len(ORDER)), one[0]))


def _word(name: str) -> str:
    return str(DETAILS.get(name, name))
