"""Names the records behind a figure, as far as a person may see them, each with its page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.templatetags.page import period_name
from governance.models import Finding, MonthlyNotice, Policy, StageReport, SupervisionRound
from governance.permissions import (
    may_view_finding,
    may_view_notice,
    may_view_policy,
    may_view_report,
    may_view_round,
)
from parks.measures import Counted
from parks.models import Park
from parks.registers import REGISTERS, Register


@dataclass(frozen=True)
class Named:
    """What a record is called, and where it stands."""

    code: str
    name: str
    url: str


@dataclass(frozen=True)
class MeasureRow:
    """A record behind a figure: how much of it counts, out of how much."""

    named: Named
    part: float
    whole: float

    @property
    def counts(self) -> bool:
        return bool(self.part)


@dataclass(frozen=True)
class Asked:
    """Which records are to be named, and to whom."""

    park: Park
    keys: Sequence[int]
    user: User


def measure_rows(
    register: str, records: Iterable[Counted], park: Park, user: User
) -> list[MeasureRow]:
    """Return the records that the person may see, by code. One query."""
    counted = list(records)
    asked = Asked(park, [one.record for one in counted], user)
    named = _named(register, asked)
    rows = [
        MeasureRow(named[one.record], one.part, one.whole) for one in counted if one.record in named
    ]
    return sorted(rows, key=lambda row: (row.named.code, row.named.name))


def _named(register: str, asked: Asked) -> Mapping[int, Named]:
    if register in OTHERS:
        return dict(OTHERS[register](asked))
    return dict(_records(REGISTERS[register], asked))


Pairs = Iterable[tuple[int, Named]]


def _records(register: Register, asked: Asked) -> Pairs:
    for one in register.model.objects.filter(park=asked.park, pk__in=asked.keys):
        name = one.name if register.is_named else ""
        where = [asked.park.code, register.word, one.pk]
        yield one.pk, Named(one.code, name, reverse("parks:record_detail", args=where))


def _policies(asked: Asked) -> Pairs:
    for one in Policy.objects.filter(_seen(may_view_policy, asked)):
        yield (
            one.pk,
            Named(one.code, one.name, reverse("governance:policy_detail", args=[one.code])),
        )


def _findings(asked: Asked) -> Pairs:
    for one in Finding.objects.filter(_seen(may_view_finding, asked)):
        url = reverse("governance:finding_detail", args=[asked.park.code, one.code])
        yield one.pk, Named(one.code, one.title, url)


def _notices(asked: Asked) -> Pairs:
    seen = MonthlyNotice.objects.filter(_seen(may_view_notice, asked)).select_related("period")
    for one in seen:
        url = reverse("governance:notice_detail", args=[asked.park.code, one.period.code])
        name = _("Monthly notice %(month)s") % {"month": period_name(one.period)}
        yield one.pk, Named(one.period.code, name, url)


def _rounds(asked: Asked) -> Pairs:
    seen = SupervisionRound.objects.filter(_seen(may_view_round, asked))
    for one in seen.select_related("region", "period"):
        where = [one.region.code, one.period.code]
        name = _("Supervision of %(region)s in %(quarter)s") % {
            "region": one.region.name,
            "quarter": period_name(one.period),
        }
        yield one.pk, Named(one.period.code, name, reverse("governance:round_detail", args=where))


def _reports(asked: Asked) -> Pairs:
    for one in StageReport.objects.filter(_seen(may_view_report, asked)).select_related("period"):
        url = reverse("governance:report_detail", args=[asked.park.code, one.period.code])
        name = _("Stage report %(period)s, revision %(number)s") % {
            "period": period_name(one.period),
            "number": one.revision,
        }
        yield one.pk, Named(one.period.code, name, f"{url}?revision={one.revision}")


def _seen(rule: Callable[[User], Q], asked: Asked) -> Q:
    return rule(asked.user) & Q(pk__in=asked.keys)


OTHERS: Final[dict[str, Callable[[Asked], Pairs]]] = {
    "policies": _policies,
    "findings": _findings,
    "notices": _notices,
    "rounds": _rounds,
    "reports": _reports,
}
"""What stands in no register of a park, by the word that measures use."""
