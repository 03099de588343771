"""What people type into the pages of assessments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import clock
from accounts.errors import RuleBroken
from accounts.models import User
from accounts.templatetags.page import period_name
from assessments.framework_file import FrameworkErrors, decode_framework, spec_of
from assessments.models import FrameworkVersion, WeightsSet
from assessments.permissions import may_view_weights
from assessments.selectors.run_choices import (
    MOST_PICKED,
    ParkChoice,
    codes_not_found,
    parks_chosen,
    quarters_offered,
    regions_offered,
    usual_quarter,
    versions_offered,
)
from assessments.selectors.weights import WeightGroup, WeightRow, weight_groups
from governance.choices import Stage
from parks.models import Park, Period, Region
from parks.models.parks import ParkQuerySet
from parks.services.periods import period_of


class FrameworkTextForm(forms.Form):
    """A framework file, chosen or pasted; a chosen file wins."""

    file = forms.FileField(label=_("File"), required=False, help_text=_("A YAML file in UTF-8."))
    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false", "class": "mono"}),
        help_text=_("Or paste the text of the file here."),
    )

    def clean(self) -> dict[str, Any]:
        """Put the text of a chosen file in place of the pasted one."""
        cleaned = super().clean() or {}
        chosen: File[bytes] | None = cleaned.get("file")
        if chosen is not None:
            try:
                cleaned["text"] = decode_framework(chosen.read())
            except FrameworkErrors as error:
                raise ValidationError(error.problems[0].message, code="not_utf8") from error
        if not cleaned.get("text", "").strip() and not self.errors:
            raise ValidationError(gettext("Choose a file or paste its text."), code="nothing_given")
        return cleaned


class PublishedVersions(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among published versions, each with its title."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} · {obj}"


class AssignmentForm(forms.Form):
    """A version for a region or a park, from a period on."""

    version = PublishedVersions(
        label=_("Framework version"), queryset=None, empty_label=_("Choose a version")
    )
    region = forms.ModelChoiceField(  # type: ignore[var-annotated]
        label=_("Region"),
        queryset=None,
        required=False,
        empty_label=_("No region"),
        help_text=_("All parks of the region and of the regions below it."),
    )
    park = forms.CharField(
        label=_("Park code"),
        required=False,
        max_length=32,
        help_text=_("For a single park, in place of a region."),
    )
    from_period = forms.CharField(
        label=_("From period"),
        max_length=7,
        help_text=_("The first period that it scores, such as 2026-Q3."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        version, region = self.fields["version"], self.fields["region"]
        assert isinstance(version, forms.ModelChoiceField)
        assert isinstance(region, forms.ModelChoiceField)
        published = FrameworkVersion.objects.published().select_related("framework")
        version.queryset = published.defer("source")
        region.queryset = Region.objects.all()

    def clean_park(self) -> Park | None:
        code = self.cleaned_data["park"].strip()
        park = Park.objects.filter(code=code).first() if code else None
        if code and park is None:
            raise ValidationError(gettext("There is no park with this code."), code="park_unknown")
        return park

    def clean_from_period(self) -> Period:
        try:
            return period_of(self.cleaned_data["from_period"].strip())
        except RuleBroken as error:
            raise ValidationError(error.message, code=error.code) from error


class WeightsForm(forms.Form):
    """A weights set: its name, where it comes from, and one number for each node that has siblings."""

    name = forms.CharField(label=_("Name"), max_length=120)
    note = forms.CharField(
        label=_("Where they come from"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The panel, its method and its day."),
    )

    def __init__(
        self, *args: Any, version: FrameworkVersion, weights: Mapping[str, float], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.file = spec_of(version)
        self.held = weights
        for group in weight_groups(self.file, weights):
            for row in group.rows:
                self.fields[f"weight-{row.code}"] = _weight_field(row)

    @property
    def weights(self) -> dict[str, float]:
        """The weights as entered, by node."""
        entered = {
            name.removeprefix("weight-"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("weight-")
        }
        return {
            **self.held,
            **{node: value for node, value in entered.items() if value is not None},
        }

    @property
    def groups(self) -> list[tuple[WeightGroup, list[tuple[WeightRow, forms.BoundField]]]]:
        """The groups of siblings by what is entered so far, each row with its field."""
        weights = self.weights if self.is_bound and hasattr(self, "cleaned_data") else self.held
        return [
            (group, [(row, self[f"weight-{row.code}"]) for row in group.rows])
            for group in weight_groups(self.file, weights)
        ]

    def add_weight_errors(self, by_node: Mapping[str, str]) -> None:
        """Put what the service finds wrong at the field of each node."""
        for node, message in by_node.items():
            field = f"weight-{node}"
            self.add_error(field if field in self.fields else None, message)


def _weight_field(row: WeightRow) -> forms.FloatField:
    attributes = {"inputmode": "decimal", "size": "8", "class": "num"}
    return forms.FloatField(
        label=row.title, initial=f"{row.weight:.6g}", widget=forms.TextInput(attrs=attributes)
    )


class WeightsOfVersion(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among weights sets, each with who made it."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} · {obj.made_by.name}"


RUN_STEPS: Final = ("version", "quarter", "parks", "weights")
PARKS_BY: Final = [
    ("all", _("All parks that I may assess")),
    ("region", _("The parks of a region")),
    ("stage", _("The parks at a stage")),
    ("picked", _("Parks picked by code")),
]


def _number(text: str) -> int:
    """Return the key that a text names, 0 where it names none."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


class RunForm(forms.Form):
    """A new run in four steps; every step sends all that was typed in the others."""

    version = PublishedVersions(
        label=_("Framework version"), queryset=None, empty_label=_("Choose a version")
    )
    period = forms.ChoiceField(
        label=_("Quarter"),
        help_text=_("Quarters that have ended; the usual one is past its due date."),
    )
    parks_by = forms.ChoiceField(label=_("Parks"), choices=PARKS_BY, widget=forms.RadioSelect)
    region = forms.ChoiceField(
        label=_("Region"), required=False, help_text=_("All regions below it are included.")
    )
    stage = forms.ChoiceField(
        label=_("Stage"),
        required=False,
        choices=[("", _("Choose a stage")), *Stage.choices],
        help_text=_("The stage on the last day of the quarter."),
    )
    codes = forms.CharField(
        label=_("Park codes"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "class": "mono"}),
        help_text=_("Up to 100 codes, divided by spaces, commas or lines."),
    )
    weights = WeightsOfVersion(
        label=_("Weights"),
        queryset=None,
        required=False,
        empty_label=_("The weights of the framework version"),
        help_text=_(
            "A set of a panel acts in runs only and stays as it is once a run has used it."
        ),
    )
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=200,
        help_text=_("How the run is called in lists and files."),
    )
    steps: Final = {
        "version": ("version",),
        "quarter": ("period",),
        "parks": ("parks_by", "region", "stage", "codes"),
        "weights": ("weights", "title"),
    }

    def __init__(self, data: Mapping[str, Any], *, by: User) -> None:
        self.by = by
        versions = versions_offered(by)
        quarters = quarters_offered(clock.today())
        usual = usual_quarter(quarters, clock.today())
        only = versions[0] if len(versions) == 1 else None
        defaults = {
            "version": only.pk if only else "",
            "period": usual.code if usual else "",
            "parks_by": "all",
        }
        super().__init__({**defaults, **{name: data[name] for name in data if data[name]}})
        self._offer(versions, quarters)

    def _offer(self, versions: Any, quarters: list[Period]) -> None:
        version, weights = self.fields["version"], self.fields["weights"]
        period, region = self.fields["period"], self.fields["region"]
        assert isinstance(version, forms.ModelChoiceField)
        assert isinstance(weights, forms.ModelChoiceField)
        assert isinstance(period, forms.ChoiceField)
        assert isinstance(region, forms.ChoiceField)
        version.queryset = versions
        visible = WeightsSet.objects.filter(may_view_weights(self.by)).for_display()
        chosen = str(self.data.get("version", ""))
        weights.queryset = visible.filter(version__in=versions.filter(pk=_number(chosen)))
        self.quarters = {one.code: one for one in quarters}
        period.choices = [(one.code, period_name(one)) for one in quarters]
        regions = [(one.code, one.name) for one in regions_offered(self.by)]
        region.choices = [("", _("Choose a region")), *regions]

    def clean(self) -> dict[str, Any]:
        """Ask for what the way of choosing parks needs, and that any park is chosen."""
        cleaned = super().clean() or {}
        by = cleaned.get("parks_by", "")
        needed = {"region": "region", "stage": "stage", "picked": "codes"}.get(by)
        if needed and not cleaned.get(needed) and needed not in self.errors:
            self.add_error(needed, gettext("Say which parks."))
        elif by == "picked" and "codes" in cleaned:
            self._check_codes(self.choice.codes)
        if not self.errors and not self.parks.exists():
            self.add_error("parks_by", gettext("There is no such park that you may assess."))
        return cleaned

    def _check_codes(self, codes: tuple[str, ...]) -> None:
        if len(codes) > MOST_PICKED:
            self.add_error("codes", gettext("At most 100 parks can be picked by code."))
        elif unknown := codes_not_found(self.by, codes):
            text = gettext("You may assess no park with these codes: %(codes)s.")
            self.add_error("codes", text % {"codes": ", ".join(unknown[:10])})

    @property
    def choice(self) -> ParkChoice:
        """The parks that are asked for."""
        given = self.cleaned_data
        codes = re.split(r"[\s,;，；、]+", given.get("codes", "").strip())
        return ParkChoice(
            given.get("parks_by", "all"),
            given.get("region", ""),
            given.get("stage", ""),
            tuple(dict.fromkeys(code for code in codes if code)),
        )

    @property
    def period_chosen(self) -> Period:
        return self.quarters[self.cleaned_data["period"]]

    @property
    def parks(self) -> ParkQuerySet:
        return parks_chosen(self.by, self.choice, self.period_chosen)

    def first_wrong_step(self, before: str) -> str:
        """Return the first of the steps before one that still lacks something, else that one."""
        for step in RUN_STEPS[: RUN_STEPS.index(before)]:
            if any(name in self.errors for name in self.steps[step]):
                return step
        return before

    def forget_errors(self, step: str) -> None:
        """Say nothing about what a step lacks that nobody has filled in yet."""
        for name in self.steps[step]:
            self.errors.pop(name, None)


@dataclass(frozen=True)
class RunStep:
    """One step of a new run as the page shows it: its own fields, and those of the others to be carried along."""

    form: RunForm
    name: str

    @property
    def fields(self) -> list[forms.BoundField]:
        return [self.form[name] for name in self.form.steps[self.name]]

    @property
    def hidden(self) -> list[forms.BoundField]:
        others = (one for one in RUN_STEPS if one != self.name)
        return [self.form[name] for step in others for name in self.form.steps[step]]

    @property
    def number(self) -> int:
        return RUN_STEPS.index(self.name) + 1

    @property
    def before(self) -> str:
        return RUN_STEPS[self.number - 2] if self.number > 1 else ""

    @property
    def after(self) -> str:
        return RUN_STEPS[self.number] if self.number < len(RUN_STEPS) else ""


class SavedViewForm(forms.Form):
    """The name of a saved view."""

    name = forms.CharField(label=_("Name"), max_length=80)
