"""What people type into the pages of assessments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.errors import RuleBroken
from assessments.framework_file import FrameworkErrors, decode_framework
from assessments.models import FrameworkVersion
from parks.models import Park, Period, Region
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
