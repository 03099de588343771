"""Keeps standing scores up to date: which quarters a value reaches, scoring them, storing what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from celery import signature
from django.db import transaction
from django.db.models import Exists, Max, Min, OuterRef, QuerySet, Subquery

from accounts import clock
from assessments.framework_file import spec_of
from assessments.models import FrameworkVersion, StandingQuarter
from assessments.selectors.in_force import InForce, in_force_for
from assessments.selectors.inputs import gate_depth, gather, reach_with_gates
from assessments.services.gate_readings import store_readings
from assessments.services.score_rows import NOTED, Scored, store_scores
from engine.errors import EngineError, Problem
from parks.choices import Frequency
from parks.models import Observation, Park, Period
from parks.services.periods import ensure_periods

MONTHS_OF_A_QUARTER = 3
SCORED_TOGETHER = 500
STILL_REACHING = timedelta(days=2 * 366)


def quarters_reached(park: Park, first: date, last: date) -> list[Period]:
    """Return the ended quarters whose scores or gates values of periods ending from `first` to `last` can act on."""
    today = clock.today()
    ensure_periods(first, today)
    ended = Period.objects.ended(today).filter(every=Frequency.QUARTER, ends_on__gte=first)
    quarters = list(ended.order_by("ends_on"))
    return list(_reached(in_force_for([park]), park, quarters, first, last))


def _reached(
    in_force: InForce, park: Park, quarters: Iterable[Period], first: date, last: date
) -> Iterator[Period]:
    """Yield those of some ended quarters on which values of periods ending from `first` to `last` can act."""
    last_month = last.year * 12 + last.month - 1
    reaches: dict[int, int] = {}
    for quarter in quarters:
        version = in_force.version(park, quarter.ends_on)
        if version is None or quarter.ends_on < first:
            continue
        if version.pk not in reaches:
            reaches[version.pk] = reach_with_gates(spec_of(version))
        if quarter.last_month - last_month <= reaches[version.pk]:
            yield quarter


@transaction.atomic
def mark_stale(park: Park, quarters: Iterable[Period]) -> None:
    """Note that quarters are to be scored again, each by the version and at the stage in force on its last day."""
    mark_all_stale(stale_quarters(in_force_for([park]), park, quarters))


def stale_quarters(
    in_force: InForce, park: Park, quarters: Iterable[Period]
) -> Iterator[StandingQuarter]:
    """Yield the quarters of a park in which a version scores it, to be scored."""
    for quarter in quarters:
        version = in_force.version(park, quarter.ends_on)
        stage = in_force.stage(park, quarter.ends_on)
        if version is None or (version.has_stages and not stage):
            continue
        stage = stage if version.has_stages else ""
        yield StandingQuarter(park=park, period=quarter, version=version, stage=stage)


def mark_all_stale(quarters: Iterable[StandingQuarter]) -> None:
    """Write quarters of any parks down as to be scored again. Inside the caller's transaction."""
    stale = list(quarters)
    _rescore_those_left(stale)
    StandingQuarter.objects.bulk_create(
        stale,
        update_conflicts=True,
        unique_fields=["park", "period"],
        update_fields=["version", "stage", "is_stale"],
    )


def _rescore_those_left(stale: Sequence[StandingQuarter]) -> None:
    """Where a park leaves a version that compares parks with each other, score those that stay again."""
    versions = {(one.park_id, one.period_id): one.version_id for one in stale}
    before = StandingQuarter.objects.filter(
        park__in={one.park_id for one in stale},
        period__in={one.period_id for one in stale},
        version__is_relative=True,
    )
    left = {
        (version, period)
        for park, version, period in before.values_list("park_id", "version_id", "period_id")
        if versions.get((park, period), version) != version
    }
    for version, period in sorted(left):
        queue_rescoring(version, period)


@transaction.atomic
def bring_up_to_date(park: Park, *, quarters: Sequence[Period] | None = None) -> None:
    """Score the park's stale quarters (all, or those given); relative versions follow after the commit."""
    stale = StandingQuarter.objects.filter(park=park, is_stale=True)
    if quarters is not None:
        stale = stale.filter(period__in=quarters)
    for standing in _locked(stale):
        if standing.version.is_relative:
            queue_rescoring(standing.version_id, standing.period_id)
        else:
            _score_or_leave_stale([standing])


@transaction.atomic
def rescore_quarter(version: FrameworkVersion, period: Period) -> None:
    """Score all parks that a version scores in a quarter, together if they are compared with each other.

    The locked rows let one job at a time through; doing it twice changes nothing.
    """
    standing = _locked(StandingQuarter.objects.filter(version=version, period=period))
    if version.is_relative and standing:
        _score_or_leave_stale(standing)
        return
    for start in range(0, len(standing), SCORED_TOGETHER):
        _score_each(standing[start : start + SCORED_TOGETHER])


def _locked(quarters: QuerySet[StandingQuarter]) -> list[StandingQuarter]:
    """Lock quarters in the order of time; versions are read once, for their texts are long, what is noted anew not at all."""
    locked = quarters.select_for_update(of=("self",)).select_related("park", "period")
    ordered = locked.order_by("period__ends_on", "version_id", "park__code")
    standing = list(ordered.defer(*NOTED))
    versions = FrameworkVersion.objects.in_bulk({one.version_id for one in standing})
    for one in standing:
        one.version = versions[one.version_id]
    return standing


def _score_each(standing: list[StandingQuarter]) -> None:
    """Score parks that are not compared in one go; only where one of them has no meaningful score, one by one."""
    try:
        with transaction.atomic():
            _score(standing)
    except EngineError:
        for one in standing:
            _score_or_leave_stale([one])


def queue_rescoring(version_id: int, period_id: int) -> None:
    """Rescore a version's quarter once the present transaction stands."""
    task = signature("assessments.rescore_quarter", args=[version_id, period_id])
    transaction.on_commit(task.apply_async)


def follow_change(parks: Iterable[Park], from_day: date) -> None:
    """Score again what an assignment or a path step changes: all quarters with values that end from a day on."""
    _follow({park.pk: from_day for park in parks})


def _follow(from_days: Mapping[int, date]) -> None:
    """Score what stands by another version or at another stage now; parks by their ids, each from its own day on."""
    keys = sorted(from_days)
    for start in range(0, len(keys), SCORED_TOGETHER):
        with transaction.atomic():
            some = keys[start : start + SCORED_TOGETHER]
            locked = Park.objects.select_for_update().filter(pk__in=some).order_by("pk")
            _mark_changed(list(locked), from_days)
            _bring_together_up_to_date(some)


def _mark_changed(parks: Sequence[Park], from_days: Mapping[int, date]) -> None:
    spans = _spans_of(parks)
    if not spans:
        return
    first = min(start for start, _end in spans.values())
    ensure_periods(first, clock.today())
    ended = Period.objects.ended(clock.today()).filter(every=Frequency.QUARTER, ends_on__gte=first)
    quarters = list(ended.order_by("ends_on"))
    in_force = in_force_for(parks)
    changed: list[StandingQuarter] = []
    for park in parks:
        if park.pk in spans:
            reached = _reached(in_force, park, quarters, *spans[park.pk])
            since = [one for one in reached if one.ends_on >= from_days[park.pk]]
            changed += stale_quarters(in_force, park, since)
    standing = StandingQuarter.objects.filter(park__in=parks, is_stale=False)
    fields = ("park_id", "period_id", "version_id", "stage")
    held = set(standing.order_by().values_list(*fields))
    mark_all_stale(
        one
        for one in changed
        if (one.park_id, one.period_id, one.version_id, one.stage) not in held
    )


def _spans_of(parks: Sequence[Park]) -> dict[int, tuple[date, date]]:
    """Return the last days of the first and the last period of which anything is on record, by park."""
    on_record = Observation.objects.current().filter(park__in=parks).order_by().values("park")
    ends = on_record.annotate(first=Min("period__ends_on"), last=Max("period__ends_on"))
    return {park: (first, last) for park, first, last in ends.values_list("park", "first", "last")}


def _bring_together_up_to_date(parks: Sequence[int]) -> None:
    """Score the stale quarters of many parks, each quarter in one go; gates look back, so the earliest comes first."""
    stale = _locked(StandingQuarter.objects.filter(park__in=parks, is_stale=True))
    for (version, period), group in groupby(stale, key=lambda one: (one.version_id, one.period_id)):
        together = list(group)
        if together[0].version.is_relative:
            queue_rescoring(version, period)
        else:
            _score_each(together)


def score_left_over() -> int:
    """Score the quarters that wait with nothing wrong in them, such as after an upgrade; return for how many parks."""
    waiting = StandingQuarter.objects.filter(is_stale=True, problems=[])
    keys = list(waiting.order_by("park").values_list("park", flat=True).distinct())
    for start in range(0, len(keys), SCORED_TOGETHER):
        with transaction.atomic():
            some = keys[start : start + SCORED_TOGETHER]
            list(Park.objects.select_for_update().filter(pk__in=some).order_by("pk"))
            _bring_together_up_to_date(some)
    return len(keys)


def score_ended_quarters() -> int:
    """Begin to score quarters that ended meanwhile where nothing has done so yet; return for how many parks.

    Values of their months that are accepted already, or carried ones, give them scores before their own report does.
    """
    last = _last_ended_quarter(clock.today())
    if last is None:
        return 0
    of_park = StandingQuarter.objects.filter(park=OuterRef("pk"))
    before = of_park.filter(period__ends_on__gte=last.starts_on - STILL_REACHING)
    values = Observation.objects.current().filter(
        park=OuterRef("pk"), period__ends_on__gte=last.starts_on, period__ends_on__lte=last.ends_on
    )
    has_begun = Exists(of_park.filter(period=last))
    latest = Subquery(of_park.order_by("-period__ends_on").values("period__ends_on")[:1])
    waiting = Park.objects.filter(Exists(before) | Exists(values)).exclude(has_begun)
    until = dict(waiting.annotate(until=latest).values_list("pk", "until"))
    _follow({park: min(day or last.starts_on, last.starts_on) for park, day in until.items()})
    return len(until)


def _last_ended_quarter(today: date) -> Period | None:
    ended = Period.objects.ended(today).filter(every=Frequency.QUARTER)
    return ended.order_by("-ends_on").first()


def _score_or_leave_stale(standing: list[StandingQuarter]) -> None:
    """Score parks together; where the engine finds no meaningful score, they stay stale with its problems."""
    try:
        with transaction.atomic():
            _score(standing)
    except EngineError as error:
        problems = [_as_data(problem) for problem in error.problems]
        keys = [one.pk for one in standing]
        StandingQuarter.objects.filter(pk__in=keys).update(is_stale=True, problems=problems)


def _score(standing: list[StandingQuarter]) -> None:
    version, period = standing[0].version, standing[0].period
    stages = {one.park.code: one.stage for one in standing}
    inputs = gather(spec_of(version), period, stages, for_gates=True)
    scored = Scored(inputs, inputs.score(), clock.now())
    has_changed = False
    for start in range(0, len(standing), SCORED_TOGETHER):
        together = standing[start : start + SCORED_TOGETHER]
        has_changed |= store_scores(scored, together)
        store_readings(scored, together)
    if version.is_relative and has_changed:
        _read_later_gates_again(version, period)


def _read_later_gates_again(version: FrameworkVersion, period: Period) -> None:
    """Where parks are compared with each other, a change moves other parks too: score the quarters whose gates look back."""
    further = MONTHS_OF_A_QUARTER * gate_depth(spec_of(version))[1]
    later = StandingQuarter.objects.filter(version=version, period__ends_on__gt=period.ends_on)
    for quarter in Period.objects.filter(pk__in=later.values("period")).order_by("ends_on"):
        if quarter.last_month <= period.last_month + further:
            queue_rescoring(version.pk, quarter.pk)


def _as_data(problem: Problem) -> dict[str, str]:
    """Return what a page needs to say a problem in the reader's language."""
    value = "" if problem.value is None else str(problem.value)
    return {
        "code": problem.code,
        "message": problem.message,
        "place": problem.place,
        "value": value,
        "rule": problem.rule,
    }
