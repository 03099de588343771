"""The entry decision: an authority says at which stage a park joins the path."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit, clock
from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import User
from governance.choices import Stage
from governance.models import PathStep
from governance.permissions import may_enter_stage
from governance.signals import stage_entered
from parks.models import Park


@transaction.atomic
def enter_stage(park: Park, stage: str, *, entered_on: date, reason: str, by: User) -> PathStep:
    """Let a park join the path at a stage, from a day on; a park joins once, the way on leads through gates."""
    park = Park.objects.select_for_update().get(pk=park.pk)
    if not Park.objects.filter(may_enter_stage(by), pk=park.pk).exists():
        raise PermissionDenied(_("Only an authority of the park's region decides on its entry."))
    if stage not in Stage.values:
        raise RuleBroken("stage_unknown", _("There is no such stage."))
    if not reason.strip():
        raise RuleBroken("reason_missing", _("Say why the park enters at this stage."))
    if PathStep.objects.in_force().filter(park=park).exists():
        raise NoLongerPossible("path_entered", _("This park has entered the path already."))
    step = PathStep.objects.create(
        park=park,
        stage=stage,
        entered_on=entered_on,
        reason=reason.strip(),
        decided_by=by,
        decided_at=clock.now(),
    )
    audit.record(
        "path.enter", by=by, on=step, stage=stage, entered_on=entered_on.isoformat(), reason=reason
    )
    stage_entered.send(sender=PathStep, step=step, by=by)
    return step
