"""Actors of a park, the ties between them, and the meetings that they attend."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.choices import ActorKind, LinkageKind
from parks.models.records import NamedRecord, Record


class Actor(NamedRecord):
    """An organisation or group that takes part in the park."""

    kind = models.CharField(_("kind"), max_length=25, choices=ActorKind.choices)
    contact = models.CharField(_("contact"), max_length=200, blank=True)

    class Meta(NamedRecord.Meta):
        verbose_name = _("actor")
        verbose_name_plural = _("actors")


class Linkage(Record):
    """A working tie between two actors of the park, in force until it ended."""

    first = models.ForeignKey(
        Actor, on_delete=models.PROTECT, related_name="+", verbose_name=_("actor")
    )
    second = models.ForeignKey(
        Actor, on_delete=models.PROTECT, related_name="+", verbose_name=_("linked with")
    )
    kind = models.CharField(_("kind"), max_length=25, choices=LinkageKind.choices)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    started_on = models.DateField(_("started on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("linkage")
        verbose_name_plural = _("linkages")
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=~Q(first=F("second")), name="linkage_of_two_actors"),
        ]


class Meeting(NamedRecord):
    """A meeting of the park, of its pilot or with departments, and who took part in it."""

    held_on = models.DateField(_("held on"))
    is_pilot = models.BooleanField(_("meeting of the pilot"), default=False)
    is_joint = models.BooleanField(_("joint meeting"), default=False)
    agenda = models.TextField(_("agenda"), blank=True)
    attended_by = models.ManyToManyField(Actor, blank=True, verbose_name=_("attended by"))

    class Meta(NamedRecord.Meta):
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
