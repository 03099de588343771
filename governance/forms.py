"""Reads what people type into the cells of a report, as people write numbers, and checks it."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.errors import RuleBroken
from governance.choices import Stage, Verdict
from parks.choices import MissingReason

MOST_CHARACTERS = 40
NUMBER = re.compile(
    r"[+-]?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII
)
SPACES_AND_QUOTES = re.compile(r"[\s'’_]")
MINUS_SIGNS = str.maketrans(dict.fromkeys("\u2212\u2013\u2010\u2011", "-"))


def read_number(text: str, *, unit: str = "") -> float | None:
    """Return the number that somebody typed; None for an empty cell.

    Thousands separators, spaces, full-width digits and signs are understood; a per cent sign only where the unit
    is per cent. Everything that is not a plain finite number is refused with a sentence.
    """
    if len(text) > 4 * MOST_CHARACTERS:
        raise RuleBroken("number_too_long", _("This is too long for a number."))
    plain = SPACES_AND_QUOTES.sub("", unicodedata.normalize("NFKC", text).translate(MINUS_SIGNS))
    if plain.endswith("%"):
        if unit != "%":
            raise RuleBroken("percent_not_expected", _("This value is not a per cent."))
        plain = plain[:-1]
    if not plain:
        return None
    if len(plain) > MOST_CHARACTERS:
        raise RuleBroken("number_too_long", _("This is too long for a number."))
    if not NUMBER.fullmatch(plain):
        message = _("“%(typed)s” is not a number. Write it like 1,234.5.")
        raise RuleBroken("number_unreadable", message % {"typed": text.strip()[:40]})
    number = float(plain.replace(",", ""))
    if not math.isfinite(number):
        raise RuleBroken("number_too_large", _("This number is too large."))
    return number + 0.0


@dataclass(frozen=True)
class TypedCell:
    """What was posted for one cell; None where a part was not posted and stays as it is."""

    code: str
    value: str | None
    missing_reason: str | None
    note: str | None
    seen_version: int

    @classmethod
    def of(cls, code: str, posted: Mapping[str, str]) -> TypedCell:
        """Read the fields of one cell, which carry its code in their names."""
        seen = posted.get(f"seen-{code}", "")
        return cls(
            code=code,
            value=posted.get(f"value-{code}"),
            missing_reason=posted.get(f"reason-{code}"),
            note=posted.get(f"note-{code}"),
            seen_version=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else -1,
        )

    @property
    def is_posted(self) -> bool:
        return self.value is not None or self.missing_reason is not None or self.note is not None


class NarrativeForm(forms.Form):
    """The report in the committee's own words."""

    narrative = forms.CharField(
        label=gettext_lazy("Narrative"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=20_000,
    )
    seen_narrative = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class ReasonForm(forms.Form):
    """Why a report is returned or reopened."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4_000,
    )


class EntryDecisionForm(forms.Form):
    """An authority's decision at which stage a park joins the path."""

    stage = forms.ChoiceField(
        label=gettext_lazy("Stage"),
        choices=[(stage.value, stage.label) for stage in Stage if stage != Stage.COMPLETE],
    )
    entered_on = forms.DateField(
        label=gettext_lazy("From"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4_000
    )


class VerdictChoice(forms.RadioSelect):
    """The verdicts; the pass cannot be chosen while the gate is not open."""

    is_open = True

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        if value == Verdict.PASS and not self.is_open:
            option["attrs"]["disabled"] = True
        return option


class GateDecisionForm(forms.Form):
    """An authority's decision on a gate, on the evaluation that they saw."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[
            (Verdict.PASS, gettext_lazy("Pass: the park goes on to the next stage")),
            (Verdict.REFUSE, gettext_lazy("Refuse: the park stays at its stage")),
            (Verdict.DEFER, gettext_lazy("Defer: the decision is put off")),
        ],
        widget=VerdictChoice,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4_000
    )
    seen = forms.CharField(
        label=gettext_lazy("Evaluation"), widget=forms.HiddenInput, max_length=64
    )

    def show(self, seen: str, *, closed: str = "") -> None:
        """Show the form beside an evaluation; `closed` says why the gate cannot be passed."""
        if self.is_bound:
            typed = {name: self.data.get(name, "") for name in self.fields}
            self.data = {**typed, "seen": seen}
        self.initial["seen"] = seen
        field = self.fields["verdict"]
        if closed:
            field.widget.is_open = False
            field.help_text = closed


REASONS = [("", gettext_lazy("value")), *MissingReason.choices]
