"""How many working days approval cases took: what counts runs from acceptance, and stands still while a case is paused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from governance.choices import CaseEventKind
from governance.models import ApprovalCase, CaseEvent
from parks.selectors.working_days import working_days_between_each


@dataclass(frozen=True)
class CaseDays:
    """Working days of a case from its acceptance until a day: those that count, those paused, those promised."""

    used: int
    paused: int
    promised: int
    is_paused: bool

    @property
    def is_within(self) -> bool:
        """Whether the promise was kept so far."""
        return self.used <= self.promised

    @property
    def left(self) -> int:
        return max(0, self.promised - self.used)

    @property
    def over(self) -> int:
        return max(0, self.used - self.promised)


def days_of_cases(cases: Sequence[ApprovalCase], today: date) -> dict[int, CaseDays]:
    """Return the days of each case until its decision, or until today. Two queries for all of them.

    The day of acceptance does not count, that of the decision does; a pause begins after the day on which the case was
    paused and ends with the day on which it was resumed.
    """
    events = events_by_case(cases)
    spans = {one.pk: (one.accepted_on, one.decided_on or today) for one in cases}
    running = {key: list(running_between(*span, events[key])) for key, span in spans.items()}
    stretches = [*spans.values(), *(pair for pairs in running.values() for pair in pairs)]
    counts = working_days_between_each(
        [first for first, _last in stretches], [last for _first, last in stretches]
    ).tolist()
    place = len(spans)
    days = {}
    for case, whole in zip(cases, counts, strict=False):
        pairs = running[case.pk]
        used = sum(counts[place : place + len(pairs)])
        place += len(pairs)
        is_paused = not case.decided_on and _is_paused(events[case.pk], today)
        days[case.pk] = CaseDays(used, whole - used, case.promised_days, is_paused)
    return days


def running_between(
    first: date, last: date, events: Iterable[tuple[date, str]]
) -> Iterator[tuple[date, date]]:
    """Yield the stretches from `first` to `last` in which a case was not paused; events are in the order of time.

    Whatever happened after `last` changes nothing, nor does pausing what is paused or resuming what runs.
    """
    start: date | None = first
    for day, kind in events:
        at = max(day, first)
        if at > last:
            break
        if kind == CaseEventKind.PAUSED and start is not None:
            yield start, at
            start = None
        elif kind == CaseEventKind.RESUMED and start is None:
            start = at
    if start is not None:
        yield start, last


def _is_paused(events: Iterable[tuple[date, str]], today: date) -> bool:
    last = next((kind for day, kind in reversed(list(events)) if day <= today), "")
    return last == CaseEventKind.PAUSED


def events_by_case(cases: Sequence[ApprovalCase]) -> Mapping[int, list[tuple[date, str]]]:
    """Return when each case was paused and resumed, by its key, in the order of time."""
    events: defaultdict[int, list[tuple[date, str]]] = defaultdict(list)
    found = CaseEvent.objects.current().filter(
        case__in=[one.pk for one in cases],
        kind__in=(CaseEventKind.PAUSED, CaseEventKind.RESUMED),
    )
    for case, day, kind in found.order_by("happened_on", "pk").values_list(
        "case", "happened_on", "kind"
    ):
        events[case].append((day, kind))
    return events
