"""Consultations: what was published for comment, who was invited and took part, comments and answers."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.choices import AffectedGroup
from governance.models.plans import Plan
from parks.models.records import NamedRecord, Record


class Consultation(NamedRecord):
    """A publication for comment; the groups overlap only as far as the committee counts a person in each."""

    plan = models.ForeignKey(
        Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("plan"),
    )  # fmt: skip
    published_on = models.DateField(_("published on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    firms_invited = models.PositiveIntegerField(_("firms invited"), default=0)
    firms_took_part = models.PositiveIntegerField(_("firms that took part"), default=0)
    residents_invited = models.PositiveIntegerField(_("residents invited"), default=0)
    residents_took_part = models.PositiveIntegerField(_("residents who took part"), default=0)
    migrants_invited = models.PositiveIntegerField(_("migrant workers invited"), default=0)
    migrants_took_part = models.PositiveIntegerField(_("migrant workers who took part"), default=0)
    disadvantaged_invited = models.PositiveIntegerField(
        _("disadvantaged people invited"), default=0
    )
    disadvantaged_took_part = models.PositiveIntegerField(
        _("disadvantaged people who took part"), default=0
    )

    class Meta(NamedRecord.Meta):
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")


class Comment(Record):
    """What somebody said in a consultation, and the answer."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="comments",
        verbose_name=_("consultation"),
    )  # fmt: skip
    group = models.CharField(_("group"), max_length=20, choices=AffectedGroup.choices)
    text = models.TextField(_("comment"))
    received_on = models.DateField(_("received on"))
    answer = models.TextField(_("answer"), blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
