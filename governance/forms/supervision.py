"""What supervision is told: what was found and answered, how rounds are drawn, what notices remark."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from governance.choices import Severity
from governance.models import Actor
from governance.services.rounds import MOST_DRAWN
from parks.forms import DateField
from parks.models import Park, Region


def text_field(label: Any, *, rows: int = 4, required: bool = True, most: int = 20_000) -> Any:
    """A field for several lines of text."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, required=required, max_length=most)


class FindingForm(forms.Form):
    """What was found in a park, how severe it is, who is responsible, and until when it is to be rectified."""

    title = forms.CharField(label=gettext_lazy("What was found"), max_length=250)
    description = text_field(gettext_lazy("Description"), required=False)
    severity = forms.ChoiceField(
        label=gettext_lazy("Severity"), choices=Severity.choices, initial=Severity.MINOR
    )
    responsible = forms.ModelChoiceField(
        label=gettext_lazy("Responsible actor"),
        queryset=Actor.objects.none(),
        required=False,
        to_field_name="code",
        empty_label="–",
    )
    raised_on = DateField(
        label=gettext_lazy("Found on"),
        required=False,
        help_text=gettext_lazy("Today, unless another day is entered."),
    )
    due_on = DateField(label=gettext_lazy("Deadline"))
    item = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(self, *args: Any, park: Park, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["responsible"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Actor.objects.current().filter(park=park)


class PlanForm(forms.Form):
    """What will be done about a finding, and until when."""

    action = text_field(gettext_lazy("Corrective action"))
    action_on = DateField(label=gettext_lazy("To be done by"))


class ProofForm(forms.Form):
    """A file or the address of a page that proves a rectification."""

    file = forms.FileField(label=gettext_lazy("File"), required=False)
    url = forms.CharField(label=gettext_lazy("or web address"), required=False, max_length=500)
    title = forms.CharField(
        label=gettext_lazy("Title of the proof"), required=False, max_length=250
    )


class RectifyForm(ProofForm):
    """What was done about a finding, with its proof."""

    text = text_field(gettext_lazy("What was done"))
    field_order = ("text", "file", "url", "title")


class CloseFindingForm(forms.Form):
    """What is to be said when a finding is closed, if anything."""

    text = text_field(gettext_lazy("Remark"), rows=2, required=False, most=4_000)


class EscalateForm(forms.Form):
    """Before whom a late finding is brought."""

    to = forms.CharField(label=gettext_lazy("Before whom"), max_length=200)
    text = text_field(gettext_lazy("Remark"), rows=2, required=False, most=4_000)


class ExtendForm(forms.Form):
    """The new deadline of a finding, and why it is moved."""

    due_on = DateField(label=gettext_lazy("New deadline"))
    reason = text_field(gettext_lazy("Reason"), rows=2, most=4_000)


class RoundForm(forms.Form):
    """The region and quarter of a supervision round, and how much of it is drawn."""

    region = forms.ModelChoiceField(
        label=gettext_lazy("Region"), queryset=Region.objects.none(), to_field_name="code"
    )
    period = forms.ChoiceField(label=gettext_lazy("Quarter"))
    reports_asked = forms.IntegerField(
        label=gettext_lazy("Reports to be drawn"), min_value=1, max_value=MOST_DRAWN, initial=5
    )
    evidence_asked = forms.IntegerField(
        label=gettext_lazy("Pieces of evidence to be drawn"),
        min_value=0,
        max_value=MOST_DRAWN,
        initial=10,
    )

    def __init__(
        self, *args: Any, regions: QuerySet[Region], quarters: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        region, period = self.fields["region"], self.fields["period"]
        assert isinstance(region, forms.ModelChoiceField)
        assert isinstance(period, forms.ChoiceField)
        region.queryset, period.choices = regions, quarters


class RemarkForm(forms.Form):
    """What was seen on an item of a sample."""

    remark = text_field(gettext_lazy("What was seen"), rows=2, most=4_000)


class SummaryForm(forms.Form):
    """What a round has shown."""

    summary = text_field(gettext_lazy("Summary"))


class RemarksForm(forms.Form):
    """What is said in the notices of a month beside their figures."""

    remarks = text_field(gettext_lazy("Remarks"), rows=3, required=False, most=4_000)
