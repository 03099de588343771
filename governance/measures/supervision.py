"""What supervision says of parks: notices and rounds carried out, findings answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Exists, Min, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.models import Finding, FindingStep, MonthlyNotice, PathStep, SupervisionRound
from parks.measures.measure import Counted, Measure, per_hundred, share
from parks.models import Park, Period

MONTHS_OF_NOTICES = 12
QUARTERS_OF_ROUNDS = 4


def read_notices(parks: Sequence[int], period: Period) -> Iterator[Counted]:
    """The notices that were due during the 12 months ending with the period; those issued on time count."""
    entered = _entries(parks)
    found = MonthlyNotice.objects.filter(
        park__in=parks, due_on__range=_year_until(period), issued_on__isnull=False
    ).order_by("park", "due_on")
    for park, key, month, due, issued in found.values_list(
        "park", "pk", "period__ends_on", "due_on", "issued_on"
    ):
        if _is_since(entered.get(park), month):
            yield Counted(park, key, float(issued is not None and issued <= due))


def notices_due(parks: Sequence[int], period: Period) -> Mapping[int, float]:
    """How many notices were due: one for each month since the park entered the path, in the month after it."""
    return _count_since_entry(parks, _ends_before(period, every=1, count=MONTHS_OF_NOTICES))


def read_rounds(parks: Sequence[int], period: Period) -> Iterator[Counted]:
    """The closed rounds that were due during the four quarters, in each park that lies below their region.

    A round looks at a quarter that has ended and is due by the end of the next one.
    """
    rounds = SupervisionRound.objects.filter(
        period__ends_on__in=_ends_before(period, every=3, count=QUARTERS_OF_ROUNDS),
        closed_at__isnull=False,
    ).order_by("pk")
    closed = list(rounds.values_list("pk", "period__ends_on", "region__path"))
    entered = _entries(parks)
    places = Park.objects.filter(pk__in=parks).order_by("pk").values_list("pk", "region__path")
    for park, path in places:
        covered: dict[date, int] = {}
        for key, quarter, region in closed:
            if path.startswith(region) and _is_since(entered.get(park), quarter):
                covered.setdefault(quarter, key)
        for key in covered.values():
            yield Counted(park, key)


def rounds_due(parks: Sequence[int], period: Period) -> Mapping[int, float]:
    """How many rounds were due: one for each quarter since the park entered the path, in the quarter after it."""
    return _count_since_entry(parks, _ends_before(period, every=3, count=QUARTERS_OF_ROUNDS))


def read_deadlines(parks: Sequence[int], period: Period) -> Iterator[Counted]:
    """The findings whose deadline fell in the period; those closed by it count."""
    found = Finding.objects.filter(
        park__in=parks, due_on__range=(period.starts_on, period.ends_on)
    ).order_by("park", "pk")
    for park, key, due, closed in found.values_list("park", "pk", "due_on", "closed_on"):
        yield Counted(park, key, float(closed is not None and closed <= due))


def read_open(parks: Sequence[int], period: Period) -> Iterator[Counted]:
    """The findings open on the last day; those for which an action with a date was on record by then count."""
    plans = FindingStep.objects.filter(
        finding=OuterRef("pk"), step="plan", at__lt=_end_of(period.ends_on)
    )
    found = Finding.objects.filter(
        Q(closed_on__isnull=True) | Q(closed_on__gt=period.ends_on),
        park__in=parks,
        raised_on__lte=period.ends_on,
    ).annotate(is_planned=Exists(plans))
    for park, key, is_planned in found.order_by("park", "pk").values_list(
        "park", "pk", "is_planned"
    ):
        yield Counted(park, key, float(is_planned))


def _year_until(period: Period) -> tuple[date, date]:
    """The first and last day of the 12 months that end with the period."""
    return _month_before(period.ends_on, MONTHS_OF_NOTICES - 1), period.ends_on


def _ends_before(period: Period, *, every: int, count: int) -> list[date]:
    """The last days of the months or quarters after each of which something was due, up to the period's own end."""
    firsts = [_month_before(period.ends_on, every * back - 1) for back in range(1, count + 1)]
    return [first - timedelta(days=1) for first in firsts]


def _month_before(day: date, months: int) -> date:
    """The first day of the month that lies so many months before that of a day."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def _count_since_entry(parks: Sequence[int], ends: Sequence[date]) -> dict[int, float]:
    entered = _entries(parks)
    return {park: float(sum(_is_since(entered.get(park), day) for day in ends)) for park in parks}


def _is_since(entered: date | None, day: date) -> bool:
    return entered is not None and entered <= day


def _entries(parks: Sequence[int]) -> dict[int, date]:
    """The day on which each park entered the path: from then on it is supervised."""
    steps = PathStep.objects.in_force().filter(park__in=parks).order_by().values("park")
    return dict(steps.annotate(first=Min("entered_on")).values_list("park", "first"))


def _end_of(day: date) -> datetime:
    """The first moment after a day, where the installation is."""
    midnight = datetime.combine(day + timedelta(days=1), time(), timezone.get_default_timezone())
    return midnight.astimezone(UTC)


SUPERVISION_MEASURES: dict[str, Measure] = {
    one.indicator: one
    for one in (
        Measure(
            indicator="notices_on_time",
            register="notices",
            read=read_notices,
            base=notices_due,
            value=per_hundred,
            told=_("%(part)s of the %(whole)s monthly notices due were issued on time."),
            nothing=_("No monthly notice was due during the 12 months."),
        ),
        Measure(
            indicator="supervisions_done",
            register="rounds",
            read=read_rounds,
            base=rounds_due,
            value=per_hundred,
            told=_("%(part)s of the %(whole)s supervision rounds due were carried out."),
            nothing=_("No supervision round was due during the four quarters."),
        ),
        Measure(
            indicator="findings_closed_on_time",
            register="findings",
            read=read_deadlines,
            value=share,
            told=_("%(part)s of %(whole)s findings were rectified and closed by their deadline."),
            nothing=_("No finding had its deadline in the month."),
        ),
        Measure(
            indicator="findings_with_action",
            register="findings",
            read=read_open,
            value=share,
            told=_("For %(part)s of %(whole)s open findings a corrective action is on record."),
            nothing=_("No finding was open on the last day of the quarter."),
        ),
    )
}
