"""Report forms: what a report of a stage and frequency asks for, installed when a framework is published."""

from __future__ import annotations

from django.db import models

from governance.choices import CheckLevel, EntrySource, Stage
from parks.choices import Frequency
from parks.models import Indicator
from parks.models.naming import in_language


class ReportForm(models.Model):
    """The form of one framework version, stage (empty: a framework without stages) and frequency."""

    framework = models.CharField(max_length=64)
    version = models.CharField(max_length=20)
    stage = models.CharField(max_length=10, choices=Stage.choices, blank=True)
    every = models.CharField(max_length=10, choices=Frequency.choices)

    class Meta:
        ordering = ["framework", "version", "stage", "every"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "version", "stage", "every"], name="report_form_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.framework} {self.version} {self.stage} {self.every}"


class FormEntry(models.Model):
    """One row of a form, in the order of the framework's tree.

    Formula rows are shown, not filled in; the items they are made of hang below them. `source` "register"
    marks an indicator by: platform; whether it is read or asked is fixed on the report when it opens.
    """

    form = models.ForeignKey(ReportForm, on_delete=models.CASCADE, related_name="entries")
    position = models.PositiveIntegerField()
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=15, choices=EntrySource.choices)
    hangs_below = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, related_name="items"
    )
    formula = models.TextField(blank=True)
    is_required = models.BooleanField(default=True)
    category = models.CharField(max_length=64, blank=True)
    category_titles = models.JSONField(default=dict)
    concept = models.CharField(max_length=64, blank=True)
    concept_titles = models.JSONField(default=dict)
    paper = models.CharField(max_length=20, blank=True)
    evidence_asked = models.JSONField(default=dict)

    class Meta:
        ordering = ["form", "position"]
        constraints = [
            models.UniqueConstraint(fields=["form", "indicator"], name="form_entry_once"),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.indicator}"

    @property
    def category_title(self) -> str:
        return in_language(self.category_titles)

    @property
    def concept_title(self) -> str:
        return in_language(self.concept_titles)


class FormCheck(models.Model):
    """A rule that a report of this form has to meet; `fails_as` is what the reader is told."""

    form = models.ForeignKey(ReportForm, on_delete=models.CASCADE, related_name="checks")
    position = models.PositiveIntegerField()
    level = models.CharField(max_length=10, choices=CheckLevel.choices)
    rule = models.TextField()
    missing_fails = models.BooleanField(default=False)
    fails_as = models.JSONField(default=dict)

    class Meta:
        ordering = ["form", "position"]

    def __str__(self) -> str:
        return self.rule

    @property
    def message(self) -> str:
        return in_language(self.fails_as)
