"""Reads what people type: into the cells of a report, as people write numbers; into decisions and policies."""

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
from accounts.models import User
from governance.choices import PolicyKind, Stage, Verdict
from governance.permissions import may_issue_policies_in
from governance.services.policy_facts import PolicyFacts, problems_of, tidied
from governance.services.policy_rows import SEPARATORS
from parks.choices import MissingReason
from parks.errors import Problem, shown
from parks.forms import DateField, RegionChoiceField
from parks.models import Park, Region

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


class PolicyForm(forms.Form):
    """All that the register says of a policy. The rules are those of the import."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        help_text=gettext_lazy("1 to 40 letters, digits, hyphens and brackets. It never changes."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=PolicyKind.choices)
    name_en = forms.CharField(label=gettext_lazy("English name"), max_length=200, required=False)
    name_zh = forms.CharField(label=gettext_lazy("Chinese name"), max_length=200, required=False)
    region = RegionChoiceField(label=gettext_lazy("Region"), queryset=Region.objects.none())
    parks = forms.CharField(
        label=gettext_lazy("Only for these parks"),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Codes of parks, separated by spaces or commas. Leave empty for all parks of the region."
        ),
    )
    issuer = forms.CharField(label=gettext_lazy("Issuer"), max_length=200)
    number = forms.CharField(label=gettext_lazy("Document number"), max_length=100, required=False)
    url = forms.CharField(
        label=gettext_lazy("Web address"),
        max_length=500,
        required=False,
        widget=forms.URLInput,
    )
    in_force_from = DateField(label=gettext_lazy("In force from"))
    in_force_until = DateField(
        label=gettext_lazy("In force until"),
        required=False,
        help_text=gettext_lazy("The last day. Leave empty where it has no end."),
    )
    seen_version = forms.IntegerField(
        label=gettext_lazy("Version"), widget=forms.HiddenInput, required=False
    )

    def __init__(self, *args: Any, by: User, before: PolicyFacts | None = None, **kwargs: Any):
        self.before = before
        if before is not None:
            codes = " ".join(park.code for park in before.parks)
            own = {name: getattr(before, name) for name in before.__dataclass_fields__}
            kwargs["initial"] = own | {"parks": codes} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        if before is not None:
            self.fields["code"].disabled = True
        region = self.fields["region"]
        assert isinstance(region, RegionChoiceField)
        region.queryset = Region.objects.filter(may_issue_policies_in(by))

    def clean_parks(self) -> tuple[Park, ...]:
        """Find the parks in the region that is named; others are as unknown as those that do not exist."""
        codes = [code for code in SEPARATORS.split(self.cleaned_data["parks"].upper()) if code]
        region = self.cleaned_data.get("region")
        if not codes or region is None:
            return ()
        below = Park.objects.filter(region__path__startswith=region.path or "-", code__in=codes)
        found = {park.code: park for park in below.select_related("region").defer("boundary")}
        for code in codes:
            if code not in found:
                problem = Problem("parks", "park_not_in_region", {"park": shown(code)})
                raise forms.ValidationError(problem.reason, problem.code)
        return tuple(found.values())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            for problem in problems_of(self.facts):
                self.add_error(problem.column, forms.ValidationError(problem.reason, problem.code))
        return cleaned

    @property
    def facts(self) -> PolicyFacts:
        """What was typed; only of a form without errors in single fields."""
        typed = {name: self.cleaned_data[name] for name in PolicyFacts.__dataclass_fields__}
        return tidied(PolicyFacts(**typed))

    def show_version(self, version: int) -> None:
        """Let the next press of the button answer to this version."""
        self.data = {
            **{name: self.data.get(name, "") for name in self.fields},
            "seen_version": str(version),
        }


class PolicyUploadForm(forms.Form):
    """A file of policies."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV, at most 10 MB and 50,000 policies."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt"}),
    )


REASONS = [("", gettext_lazy("value")), *MissingReason.choices]
