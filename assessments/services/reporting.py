"""Opens the stage reports that have become due, for every park that a framework version is assigned to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Min

from accounts import clock
from assessments.models import Assignment, FrameworkVersion
from assessments.selectors.in_force import InForce, in_force_for
from governance.choices import Stage
from governance.models import ReportForm, StageReport
from governance.services.reports import Opening, open_reports
from parks.choices import Frequency, Provenance
from parks.models import Observation, Park, Period
from parks.services.periods import ensure_periods


@dataclass(frozen=True)
class _Ended:
    """What has ended, what is asked, and what has been opened already."""

    periods: tuple[Period, ...]
    forms: dict[tuple[str, str, str, str], ReportForm]
    opened: frozenset[tuple[int, int]]

    def form_of(self, version: FrameworkVersion, stage: str, every: str) -> ReportForm | None:
        """Return the form of a version and frequency at a stage; the last stage before it where that has none."""
        stages = [""] if not version.has_stages else Stage.values[: Stage.values.index(stage) + 1]
        for one in reversed(stages):
            found = self.forms.get((version.framework.code, version.version, one, every))
            if found is not None:
                return found
        return None


def open_due_reports(*, parks: Iterable[Park] | None = None) -> int:
    """Open a draft for every ended period that has none yet; return how many were opened.

    A version asks from the period on from which it is assigned. On the path, a park reports from its entry on, and
    once for the last year that ended before: what is asked yearly would else be missing for a year. What was taken in
    as accepted history is on record and not asked again.
    """
    today = clock.today()
    first = Assignment.objects.aggregate(first=Min("from_period__starts_on"))["first"]
    if first is None:
        return 0
    reporting = list(Park.objects.order_by("code") if parks is None else parks)
    in_force = in_force_for(reporting)
    ended = _load_ended(_earliest(in_force, first), today, reporting)
    due = [one for park in reporting for one in _due_of(park, in_force, ended)]
    imported = _imported(due)
    due = [one for one in due if (one.park.pk, one.period.pk) not in imported]
    for _period, together in groupby(sorted(due, key=_when), key=_when):
        open_reports(list(together))
    return len(due)


def _when(one: Opening) -> tuple[date, int]:
    return one.period.ends_on, one.period.pk


def _earliest(in_force: InForce, first: date) -> date:
    """Return the first day of anything that may be asked: a year before the first assignment or entry."""
    entries = [steps[0][0] for steps in in_force.steps.values()]
    earliest = min([first, *entries])
    return date(earliest.year - 1, 1, 1)


def _load_ended(first: date, today: date, parks: list[Park]) -> _Ended:
    ensure_periods(first, today)
    ended = Period.objects.ended(today).filter(starts_on__gte=first).order_by("ends_on", "pk")
    forms = {
        (one.framework, one.version, one.stage, one.every): one for one in ReportForm.objects.all()
    }
    reports = StageReport.objects.filter(park__in=[park.pk for park in parks])
    opened = frozenset(reports.values_list("park_id", "period_id"))
    return _Ended(tuple(ended), forms, opened)


def _imported(due: list[Opening]) -> set[tuple[int, int]]:
    """Return those parks and periods, of what would be due, whose values were taken in as accepted history."""
    periods = {one.period.pk for one in due}
    history = Observation.objects.current().filter(
        park__in={one.park.pk for one in due}, period__in=periods, provenance=Provenance.IMPORT
    )
    return set(history.order_by().values_list("park_id", "period_id").distinct())


def _due_of(park: Park, in_force: InForce, ended: _Ended) -> Iterator[Opening]:
    """Yield the reports that a park has not begun, in the order in which their periods ended."""
    first = in_force.first_day(park)
    if first is None:
        return
    for period in ended.periods:
        if (park.pk, period.pk) in ended.opened:
            continue
        due = _due(park, period, in_force, ended)
        if due is not None:
            yield due


def _due(park: Park, period: Period, in_force: InForce, ended: _Ended) -> Opening | None:
    entry = in_force.entry(park)
    version = in_force.version(park, period.ends_on)
    stage = in_force.stage(park, period.ends_on)
    if entry is not None and _is_year_before(period, entry[0]):
        version = in_force.version(park, max(entry[0], in_force.first_day(park) or entry[0]))
        stage = entry[1]
        if version is not None and not version.has_stages:
            version = in_force.version(park, period.ends_on)
    if version is None or (version.has_stages and not stage):
        return None
    stage = stage if version.has_stages else ""
    form = ended.form_of(version, stage, period.every)
    return Opening(park, period, form, stage) if form is not None else None


def _is_year_before(period: Period, entered_on: date) -> bool:
    """Whether a period is the last year that ended before the entry."""
    return period.every == Frequency.YEAR and period.ends_on.year == entered_on.year - 1
