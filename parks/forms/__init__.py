"""What people type into the pages of parks."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.errors import RuleBroken
from accounts.models import User
from parks.choices import Industry, ParkLevel, Role
from parks.models import Park, Region
from parks.permissions import may_keep_parks_in, may_view_park
from parks.services.parks import ParkFacts, problems_of, tidied
from parks.services.register_geojson import parsed_json

EM_SPACE = "\u2003"


class RegionChoiceField(forms.ModelChoiceField[Region]):
    """Regions in the order of the tree, each set in by its depth."""

    def label_from_instance(self, obj: Region) -> str:
        indent = "\u2003" * obj.depth
        return f"{indent}{obj.name} ({obj.code})"


class DateField(forms.DateField):
    """A day, typed into the browser's own date field."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class ParkForm(forms.Form):
    """All that the register says of a park. The rules are those of the import."""

    code = forms.CharField(
        label=_("Code"),
        max_length=32,
        help_text=_("1 to 32 capital letters, digits and hyphens. It never changes."),
    )
    name_en = forms.CharField(label=_("English name"), max_length=200, required=False)
    name_zh = forms.CharField(label=_("Chinese name"), max_length=200, required=False)
    region = RegionChoiceField(label=_("Region"), queryset=Region.objects.none())
    level = forms.ChoiceField(
        label=_("Level"), choices=[("", "–"), *ParkLevel.choices], required=False
    )
    founded_year = forms.IntegerField(label=_("Year founded"), required=False)
    area_ha = forms.FloatField(label=_("Area in hectares"), required=False)
    industries = forms.MultipleChoiceField(
        label=_("Leading industries"),
        choices=Industry.choices,
        required=False,
        widget=forms.SelectMultiple(attrs={"class": "h-auto", "size": 8}),
    )
    longitude = forms.FloatField(label=_("Longitude"), required=False)
    latitude = forms.FloatField(label=_("Latitude"), required=False)
    boundary = forms.CharField(
        label=_("Boundary"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=_("A GeoJSON geometry of type Polygon or MultiPolygon."),
    )

    def __init__(self, *args: Any, by: User, before: ParkFacts | None = None, **kwargs: Any):
        if before is not None:
            kwargs["initial"] = _initial(before)
        super().__init__(*args, **kwargs)
        allowed = may_keep_parks_in(by)
        if before is not None:
            allowed |= Q(pk=before.region.pk)
            self.fields["code"].disabled = True
        region = self.fields["region"]
        assert isinstance(region, RegionChoiceField)
        region.queryset = Region.objects.filter(allowed)

    def clean_boundary(self) -> dict[str, Any] | None:
        text = self.cleaned_data["boundary"]
        if not text:
            return None
        try:
            boundary = parsed_json(text)
        except RuleBroken as error:
            raise forms.ValidationError(error.message, code=error.code) from error
        return boundary if isinstance(boundary, dict) else {}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            for problem in problems_of(self.facts):
                self.add_error(problem.column, forms.ValidationError(problem.reason, problem.code))
        return cleaned

    @property
    def facts(self) -> ParkFacts:
        """What was typed; only of a form without errors in single fields."""
        cleaned = self.cleaned_data
        return tidied(ParkFacts(**{**cleaned, "industries": tuple(cleaned["industries"])}))


def _initial(facts: ParkFacts) -> dict[str, Any]:
    initial = facts.plain() | {"region": facts.region}
    boundary = facts.boundary
    return initial | {"boundary": json.dumps(boundary) if boundary else ""}


class UploadForm(forms.Form):
    """A register file."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or GeoJSON, at most 10 MB and 50,000 parks."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.geojson,.json"}),
    )


class GrantForm(forms.Form):
    """A role for somebody, in a park, in a region or everywhere."""

    user = forms.ModelChoiceField(
        label=_("Person"), queryset=User.objects.filter(is_active=True), empty_label="–"
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    park = forms.CharField(
        label=_("Code of the park"),
        max_length=32,
        required=False,
        help_text=_("Leave park and region empty for a role everywhere."),
    )
    region = RegionChoiceField(label=_("Region"), queryset=Region.objects.all(), required=False)
    starts_on = DateField(label=_("First day"), required=False)
    ends_on = DateField(label=_("Last day"), required=False)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_park(self) -> Park | None:
        code = self.cleaned_data["park"]
        if not code:
            return None
        park = Park.objects.filter(may_view_park(self.by), code=code).first()
        if park is None:
            raise forms.ValidationError(_("There is no park with this code."), code="park_unknown")
        return park


class EditorForm(forms.Form):
    """Whom the lead of a committee names as editor."""

    user = forms.EmailField(label=_("E-mail"), max_length=254)
    ends_on = DateField(label=_("Last day"), required=False)

    def clean_user(self) -> User:
        user = User.objects.filter(email__iexact=self.cleaned_data["user"], is_active=True).first()
        if user is None:
            raise forms.ValidationError(
                _("Nobody with this address can be named; ask an administrator to add the person."),
                code="user_unknown",
            )
        return user


class DeadlineForm(forms.Form):
    """When a period is due and when it is locked."""

    due_on = DateField(label=_("Due"))
    locks_on = DateField(label=_("Locked from"))


class CalendarDaysForm(forms.Form):
    """Days that are worked, or free, whatever the public holidays and the week say."""

    first = DateField(label=_("First day"))
    last = DateField(
        label=_("Last day"), required=False, help_text=_("Leave empty for a single day.")
    )
    is_working = forms.TypedChoiceField(
        label=_("These days are"),
        choices=[("yes", _("Working days")), ("no", _("Days off"))],
        coerce=lambda word: word == "yes",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Why"),
        max_length=200,
        required=False,
        help_text=_("Such as the notice that says so."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        return {**cleaned, "last": cleaned.get("last") or cleaned.get("first")}


class RegionForm(forms.Form):
    """A new region."""

    code = forms.CharField(
        label=_("Code"),
        max_length=32,
        help_text=_("1 to 32 capital letters, digits and hyphens. It never changes."),
    )
    name_en = forms.CharField(label=_("English name"), max_length=200, required=False)
    name_zh = forms.CharField(label=_("Chinese name"), max_length=200, required=False)
    parent = RegionChoiceField(
        label=_("Lies in"), queryset=Region.objects.all(), required=False, empty_label="–"
    )
