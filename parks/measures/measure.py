"""What a measure is: one indicator, read from the records of a register for many parks and a period at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from parks.models import Period


@dataclass(frozen=True, slots=True)
class Counted:
    """A record behind a figure: how much of it counts (`part`), out of how much (`whole`), in which group."""

    park: int
    record: int
    part: float = 1.0
    whole: float = 1.0
    group: str = ""


@dataclass(frozen=True)
class Figure:
    """What a register says of a park in a period; None where there is nothing to measure."""

    value: float | None
    part: float
    whole: float
    records: tuple[Counted, ...] = ()


Read = Callable[[Sequence[int], Period], Iterable[Counted]]
Base = Callable[[Sequence[int], Period], Mapping[int, float]]
Value = Callable[[Sequence[Counted], float], float | None]


@dataclass(frozen=True)
class Measure:
    """The measure of an indicator "by: platform".

    `read` gives the records behind the figures of parks (by key) in a period, in a few queries for all of them; `value`
    makes one park's figure of its records and, where the measure has one, its `base`: what it is counted per. `register`
    is the word of the register that holds the records. `told` says a figure in words with %(part)s and %(whole)s;
    `nothing` says which events were absent where there is no figure.
    """

    indicator: str
    register: str
    read: Read
    value: Value
    told: Any
    nothing: Any
    base: Base | None = None

    def figures(self, parks: Sequence[int], period: Period) -> dict[int, Figure]:
        """Return the figure of each park."""
        records: dict[int, list[Counted]] = {park: [] for park in parks}
        for one in self.read(parks, period):
            records[one.park].append(one)
        bases = self.base(parks, period) if self.base is not None else {}
        return {park: self._figure(held, bases.get(park, 0.0)) for park, held in records.items()}

    def _figure(self, records: Sequence[Counted], base: float) -> Figure:
        whole = base if self.base is not None else sum(one.whole for one in records)
        return Figure(
            self.value(records, base), sum(one.part for one in records), whole, tuple(records)
        )


def share(records: Sequence[Counted], _base: float) -> float | None:
    """Return 100 · Σ part / Σ whole in percent; None for 0/0."""
    whole = sum(one.whole for one in records)
    return 100.0 * sum(one.part for one in records) / whole if whole else None


def ratio(records: Sequence[Counted], _base: float) -> float | None:
    """Return Σ part / Σ whole; None for 0/0."""
    whole = sum(one.whole for one in records)
    return sum(one.part for one in records) / whole if whole else None


def total(records: Sequence[Counted], _base: float) -> float | None:
    """Return Σ part: 0 without records."""
    return float(sum(one.part for one in records))


def kinds(records: Sequence[Counted], _base: float) -> float | None:
    """Return how many different groups the records that count are in: 0 without records."""
    return float(len({one.group for one in records if one.part}))


def per_hundred(records: Sequence[Counted], base: float) -> float | None:
    """Return 100 · Σ part / base; None without a base."""
    return 100.0 * sum(one.part for one in records) / base if base else None


def middle(records: Sequence[Counted], _base: float) -> float | None:
    """Return the median of the parts; None without records."""
    return float(median(one.part for one in records)) if records else None
