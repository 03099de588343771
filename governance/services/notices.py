"""Monthly notices: issued by a person for the parks of a region in one act, with figures that then stand still."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit, clock
from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import User
from governance.models import MonthlyNotice
from governance.permissions import may_issue_notice
from governance.selectors.notice_figures import figures_of
from parks.choices import Frequency
from parks.models import Park, Period

DUE_DAY = 10
LONGEST_REMARKS = 4_000


def due_on(month: Period) -> date:
    """Return the day by which the notice of a month is due: the 10th of the month after."""
    return month.ends_on + timedelta(days=DUE_DAY)


@transaction.atomic
def issue_notices(
    parks: Sequence[Park], month: Period, *, by: User, remarks: str = ""
) -> list[MonthlyNotice]:
    """Issue the notices of an ended month for parks that have none of it yet: all of them or none."""
    wanted = sorted({park.pk for park in parks})
    locked = list(Park.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    _require_allowed(wanted, by=by)
    _require_month(month)
    if not locked:
        raise RuleBroken("parks_missing", _("Choose at least one park."))
    _require_new(wanted, month)
    remarks = remarks.strip()
    if len(remarks) > LONGEST_REMARKS:
        raise RuleBroken("text_too_long", _("This text is too long."))
    figures = figures_of(wanted, month)
    notices = [
        MonthlyNotice.objects.create(
            park=park,
            period=month,
            due_on=due_on(month),
            figures=figures[park.pk],
            remarks=remarks,
            issued_at=clock.now(),
            issued_on=clock.today(),
            issued_by=by,
        )
        for park in locked
    ]
    for notice in notices:
        audit.record("notice.issue", by=by, on=notice, text=remarks)
    return notices


def _require_allowed(wanted: Sequence[int], *, by: User) -> None:
    if Park.objects.filter(may_issue_notice(by), pk__in=wanted).count() < len(wanted):
        message = _("Only an authority of the park's region issues its monthly notices.")
        raise PermissionDenied(message)


def _require_month(month: Period) -> None:
    if month.every != Frequency.MONTH or month.ends_on >= clock.today():
        message = _("A monthly notice is issued for a month that has ended.")
        raise RuleBroken("month_not_ended", message)


def _require_new(wanted: Sequence[int], month: Period) -> None:
    issued = MonthlyNotice.objects.filter(
        park__in=wanted, period=month, issued_at__isnull=False
    ).order_by("park__code")
    if codes := list(issued.values_list("park__code", flat=True)):
        message = _("The notice of this month is issued already for: %(parks)s.")
        raise NoLongerPossible("notice_issued", message % {"parks": ", ".join(codes[:10])})
