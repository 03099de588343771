"""From a value to a score: the scoring rules of indicators, each a bare formula and its checked parameters."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import ClassVar, Final, Literal

import numpy as np

from engine.errors import Code, EngineError, Problem
from engine.numbers import Bools, Floats, round_score

LARGEST_PARAMETER: Final = 1e100
"""Bounds beyond this are refused, so that no difference of two of them overflows."""


@dataclass(frozen=True)
class Goalposts:
    """Linear from `worst` (lowest score) to `best` (highest), clipped; best < worst means lower is better."""

    worst: float
    best: float
    method: ClassVar[str] = "goalposts"

    def problems(self, place: str, scale: tuple[float, float]) -> list[Problem]:
        """Return what is wrong with the parameters."""
        if self.worst == self.best:
            message = "The worst and the best value must differ."
            return [Problem(Code.GOALPOSTS_EQUAL, message, place=place, value=self.worst)]
        return []


@dataclass(frozen=True)
class Band:
    """The highest score from `good_from` to `good_to`, linear down to the lowest at the two outer bounds."""

    worst_below: float
    good_from: float
    good_to: float
    worst_above: float
    method: ClassVar[str] = "band"

    def problems(self, place: str, scale: tuple[float, float]) -> list[Problem]:
        """Return what is wrong with the parameters."""
        if self.worst_below < self.good_from <= self.good_to < self.worst_above:
            return []
        message = "The bounds must be in order: worst_below < good_from ≤ good_to < worst_above."
        bounds = (self.worst_below, self.good_from, self.good_to, self.worst_above)
        return [Problem(Code.BANDS_ORDER, message, place=place, value=bounds)]


@dataclass(frozen=True)
class MinMax:
    """Linear between the smallest and the largest value of the units compared; `better` says which end is best."""

    better: Literal["high", "low"] = "high"
    method: ClassVar[str] = "minmax"

    def problems(self, place: str, scale: tuple[float, float]) -> list[Problem]:
        """Return what is wrong with the parameters."""
        if self.better in {"high", "low"}:
            return []
        message = "Better must be high or low."
        return [Problem(Code.PARAMETER_RANGE, message, place=place, value=self.better)]


@dataclass(frozen=True)
class Steps:
    """A step table: a value at or above the k-th edge and below the next has the score number k + 1 (left-closed)."""

    edges: tuple[float, ...]
    scores: tuple[float, ...]
    method: ClassVar[str] = "steps"

    def problems(self, place: str, scale: tuple[float, float]) -> list[Problem]:
        """Return what is wrong with the parameters."""
        found = []
        if not self.edges or len(self.scores) != len(self.edges) + 1:
            message = "There must be an edge or more, and one score more than edges."
            found.append(Problem(Code.SHAPE_MISMATCH, message, place=place, value=len(self.scores)))
        if any(after <= before for before, after in pairwise(self.edges)):
            message = "The edges must increase."
            found.append(Problem(Code.BANDS_ORDER, message, place=place, value=self.edges))
        if any(not scale[0] <= one <= scale[1] for one in self.scores):
            message = "The scores of the steps must lie on the scale."
            found.append(Problem(Code.PARAMETER_RANGE, message, place=place, value=self.scores))
        return found


ScoringRule = Goalposts | Band | MinMax | Steps
Ends = tuple[float, float]
"""The smallest and the largest value of the units that a relative rule compares."""

SCORING_RULES: Final[Mapping[str, type[ScoringRule]]] = {
    rule.method: rule for rule in (Goalposts, Band, MinMax, Steps)
}


def score_by_goalposts(values: Floats, rule: Goalposts, scale: tuple[float, float]) -> Floats:
    """Return lo + (hi - lo) · clip((x - worst) / (best - worst), 0, 1).

    Shape:    any. Unit: that of the value → points; NaN stays. Errors: none (checked before).
    Source:   goalposts of the Human Development Index (UNDP), direction in the formula.
    """
    share = (values - rule.worst) / (rule.best - rule.worst)
    return _on_scale(share, scale)


def score_by_band(values: Floats, rule: Band, scale: tuple[float, float]) -> Floats:
    """Return lo + (hi - lo) · clip(min((x - a₀) / (a - a₀), (b₀ - x) / (b₀ - b)), 0, 1) for a target band a..b.

    Shape:    any. Unit: that of the value → points; NaN stays. Errors: none (checked before).
    """
    rising = (values - rule.worst_below) / (rule.good_from - rule.worst_below)
    falling = (rule.worst_above - values) / (rule.worst_above - rule.good_to)
    return _on_scale(np.minimum(rising, falling), scale)


def score_by_minmax(
    values: Floats, rule: MinMax, ends: tuple[float, float], scale: tuple[float, float]
) -> Floats:
    """Return lo + (hi - lo) · (x - min) / (max - min), mirrored where lower is better; the midpoint where min = max.

    `ends` are the smallest and largest value of the units compared; values beyond them are clipped.
    Shape:    any. Unit: that of the value → points; NaN stays. Errors: none.
    """
    smallest, largest = ends
    if not smallest < largest:
        return np.where(np.isnan(values), np.nan, scale[0] + (scale[1] - scale[0]) * 0.5)
    # Halves, so that the difference of two huge values does not overflow; halving is exact.
    span = largest / 2 - smallest / 2
    if rule.better == "high":
        return _on_scale((values / 2 - smallest / 2) / span, scale)
    return _on_scale((largest / 2 - values / 2) / span, scale)


def score_by_steps(values: Floats, rule: Steps) -> Floats:
    """Return the score of the step that each value falls into: scores[number of edges ≤ x].

    Shape:    any. Unit: that of the value → points; NaN stays. Errors: none (checked before).
    """
    step = np.searchsorted(np.asarray(rule.edges), values, side="right")
    found = np.asarray(rule.scores, dtype=np.float64)[np.minimum(step, len(rule.scores) - 1)]
    return np.where(np.isnan(values), np.nan, found)


def ends_of(values: Floats, compared: Bools) -> tuple[float, float]:
    """Return the smallest and the largest value there is among the units compared, (NaN, NaN) where there is none."""
    there = values[compared & ~np.isnan(values)]
    return (float(there.min()), float(there.max())) if there.size else (math.nan, math.nan)


def normalise(
    values: Floats,
    rule: ScoringRule,
    scale: tuple[float, float],
    ends: tuple[float, float] | None = None,
) -> Floats:
    """Return the scores of an indicator's values, rounded as stored; NaN stays.

    Shape:    (units,) → (units,). `ends` only matters to minmax, by default those of the values themselves.
    Errors:   value_not_finite, naming every position.
    """
    bad = np.flatnonzero(np.isinf(values)).tolist()
    if bad:
        message = "A value must be a finite number."
        raise EngineError(
            *(Problem(Code.VALUE_NOT_FINITE, message, place=str(position)) for position in bad)
        )
    with np.errstate(over="ignore"):
        return round_score(_by_method(values, rule, scale, ends))


def _by_method(
    values: Floats,
    rule: ScoringRule,
    scale: tuple[float, float],
    ends: tuple[float, float] | None,
) -> Floats:
    match rule:
        case Goalposts():
            return score_by_goalposts(values, rule, scale)
        case Band():
            return score_by_band(values, rule, scale)
        case Steps():
            return score_by_steps(values, rule)
        case MinMax():
            ends = ends or ends_of(values, np.ones(values.shape, dtype=np.bool_))
            return score_by_minmax(values, rule, ends, scale)


def clipped_where(values: Floats, rule: ScoringRule) -> Bools:
    """Return where a value lies beyond a bound, so that the score is clipped (never for steps and minmax)."""
    match rule:
        case Goalposts(worst, best):
            return (values < min(worst, best)) | (values > max(worst, best))
        case Band(worst_below, _, _, worst_above):
            return (values < worst_below) | (values > worst_above)
        case _:
            return np.zeros(values.shape, dtype=np.bool_)


def check_scoring_rule(rule: ScoringRule, place: str, scale: tuple[float, float]) -> list[Problem]:
    """Return everything wrong with a scoring rule's parameters."""
    found = []
    numbers = () if isinstance(rule, MinMax) else fields(rule)
    for name in (field.name for field in numbers):
        held = getattr(rule, name)
        if not all(_is_bounded(one) for one in (held if isinstance(held, tuple) else (held,))):
            message = f"{name} must be a finite number of at most 1e100."
            found.append(Problem(Code.PARAMETER_RANGE, message, place=place, value=held))
    return found or rule.problems(place, scale)


def read_scoring_rule(settings: Mapping[str, object], place: str) -> ScoringRule:
    """Make a scoring rule from settings such as {"worst": 43.2, "best": 5} or {"method": "minmax", "better": "low"}.

    Without `method` the names tell it. Errors: method_unknown (listing the known), method_conflict, parameter_range.
    """
    names = {name for name in settings if name != "method"}
    method = settings.get("method", _method_of(names))
    if not isinstance(method, str) or method not in SCORING_RULES:
        message = f"There is no scoring method {method!r}; known are {', '.join(SCORING_RULES)}."
        known = {"known": tuple(SCORING_RULES)}
        raise EngineError(
            Problem(Code.METHOD_UNKNOWN, message, place=place, value=method, params=known)
        )
    kind = SCORING_RULES[method]
    wanted = {field.name for field in fields(kind)}
    if names - wanted:
        message = f"{method} has no {', '.join(sorted(names - wanted))}."
        raise EngineError(
            Problem(Code.METHOD_CONFLICT, message, place=place, value=tuple(sorted(names - wanted)))
        )
    try:
        return kind(**{name: _as_parameter(name, settings[name]) for name in names})  # type: ignore[arg-type]
    except (TypeError, OverflowError) as error:
        message = f"{method} needs {', '.join(sorted(wanted))}, each a number."
        raise EngineError(
            Problem(Code.PARAMETER_RANGE, message, place=place, value=dict(settings))
        ) from error


def _method_of(names: set[str]) -> str:
    """Return the method whose parameters share most with the names given, "" for none."""
    shared = {
        method: len(names & {field.name for field in fields(kind)})
        for method, kind in SCORING_RULES.items()
    }
    best = max(shared, key=lambda method: shared[method])
    return best if shared[best] else ""


def _as_parameter(name: str, value: object) -> object:
    """Return a setting as the parameter of that name: a list of numbers, a word or a number; TypeError where it is none."""
    if name in {"edges", "scores"}:
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise TypeError(f"{value!r} is no list")
        return tuple(_as_number(one) for one in value)
    if name == "better":
        return str(value)
    return _as_number(value)


def _as_number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is no number")
    return float(value)


def _is_bounded(value: object) -> bool:
    return isinstance(value, int | float) and abs(value) <= LARGEST_PARAMETER


def _on_scale(share: Floats, scale: tuple[float, float]) -> Floats:
    low, high = scale
    return low + (high - low) * np.clip(share, 0.0, 1.0)
