"""The task force of a park: members, rules of procedure, the responsibility list, and its programme."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.choices import Phase
from parks.models.records import NamedRecord


class Member(NamedRecord):
    """A person of the task force, by name."""

    department = models.CharField(_("department"), max_length=200)
    position = models.CharField(_("position"), max_length=200, blank=True)
    joined_on = models.DateField(_("joined on"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)

    class Meta(NamedRecord.Meta):
        verbose_name = _("member of the task force")
        verbose_name_plural = _("members of the task force")


class RuleOfProcedure(NamedRecord):
    """A rule by which the task force works."""

    text = models.TextField(_("text"), blank=True)
    adopted_on = models.DateField(_("adopted on"))
    in_force_until = models.DateField(_("in force until"), null=True, blank=True)

    class Meta(NamedRecord.Meta):
        verbose_name = _("rule of procedure")
        verbose_name_plural = _("rules of procedure")


class Duty(NamedRecord):
    """An item of the responsibility list: what is to be done, by which department and person, until when."""

    department = models.CharField(_("department"), max_length=200, blank=True)
    person = models.CharField(_("person"), max_length=200, blank=True)
    listed_on = models.DateField(_("on the list since"), null=True, blank=True)
    assigned_on = models.DateField(_("assigned on"), null=True, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta(NamedRecord.Meta):
        verbose_name = _("duty")
        verbose_name_plural = _("responsibility list")


class Milestone(NamedRecord):
    """A step of the programme in one of its phases, with when it was planned and when it was reached."""

    phase = models.CharField(_("phase"), max_length=20, choices=Phase.choices)
    owner = models.CharField(_("owner"), max_length=200, blank=True)
    planned_on = models.DateField(_("planned for"))
    reached_on = models.DateField(_("reached on"), null=True, blank=True)

    class Meta(NamedRecord.Meta):
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
