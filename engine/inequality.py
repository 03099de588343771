"""How unevenly something is spread: Gini, Theil and Atkinson, and how much of it lies between groups."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from engine.errors import Code, EngineError, Problem
from engine.numbers import Bools, Floats, exact_exp, exact_log
from engine.weights import check_weights

SMALLEST: Final = float(np.finfo(np.float64).tiny)
MOST_AVERSION: Final = 5.0
_LARGEST_POWER: Final = 690.0


@dataclass(frozen=True)
class Group:
    """A group's part of Theil's T: its shares of the population and of the sum, and the inequality inside it.

    `theil` is null (NaN) where nobody in the group has anything.
    """

    code: str
    population_share: float
    value_share: float
    theil: float


@dataclass(frozen=True)
class Theil:
    """Theil's T and its two parts, the groups in the order of their first unit; total = between + within."""

    total: float
    between: float
    within: float
    groups: tuple[Group, ...]


def gini(values: Floats, weights: Floats | None = None) -> float:
    """Return Gini's coefficient of a population: 0 where all have the same, near 1 where one has all.

    Formula:  Σ p_i·r_i·(2·F_i - p_i - 1) by ascending r, with p = w / Σw, r = y / mean, F = p_1 + … + p_i;
              without weights Σ_i Σ_j |y_i - y_j| / (2·n²·mean)
    Shape:    values (n,), weights (n,) or none for equal ones → one number. A weight of k equals k such units.
    Unit:     dimensionless, 0..1. Sums are exact, so that the order of the units does not matter.
    Errors:   too_few_units (none), value_not_finite, value_outside_scale (negative), value_not_positive (all are 0),
              shape_mismatch, weight_*.
    Source:   Lerman R., Yitzhaki S. (1989), "Improving the accuracy of estimates of Gini coefficients",
              Journal of Econometrics 42(1).
    """
    share, ratio = _population(values, weights)
    order = np.lexsort((share, ratio))
    share, ratio = share[order], ratio[order]
    below = np.cumsum(share)
    return _in_unit(_total(share * ratio * (2.0 * below - share - 1.0)))


def gini_of_sample(values: Floats) -> float:
    """Return Gini's coefficient as a sample estimates it: 1 where one of n has all.

    Formula:  G · n / (n - 1)
    Shape:    values (n,), n > 1 → one number. Unit: dimensionless, 0..1. Errors: those of `gini`; too_few_units.
    Source:   Deltas G. (2003), "The small-sample bias of the Gini coefficient", Review of Economics and Statistics 85(1).
    """
    found = gini(values)
    if values.size < 2:
        message = "A sample needs two units or more."
        raise EngineError(Problem(Code.TOO_FEW_UNITS, message, value=values.size))
    return _in_unit(found * values.size / (values.size - 1))


def theil_t(values: Floats, weights: Floats | None = None) -> float:
    """Return Theil's T, which weighs the rich end most.

    Formula:  Σ p_i·r_i·ln r_i, with p = w / Σw, r = y / mean, 0·ln 0 = 0
    Shape:    values (n,), weights (n,) or none → one number. Unit: nats, 0..ln(Σw / the smallest w).
    Errors:   those of `gini`. Source: Theil H. (1967), Economics and Information Theory.
    """
    return _theil_t(*_population(values, weights))


def theil_l(values: Floats, weights: Floats | None = None) -> float:
    """Return Theil's L, the mean logarithmic deviation, which weighs the poor end most.

    Formula:  -Σ p_i·ln r_i, with p = w / Σw, r = y / mean
    Shape:    values (n,), weights (n,) or none → one number. Unit: nats, 0 upwards.
    Errors:   those of `gini`; value_not_positive where one is 0. Source: as for `theil_t`.
    """
    share, ratio = _population(values, weights)
    if (values == 0).any():
        message = "The mean logarithmic deviation needs values above zero."
        raise EngineError(Problem(Code.VALUE_NOT_POSITIVE, message, value=0.0))
    return max(0.0, -_total(share * _log(ratio)))


def atkinson(values: Floats, aversion: float, weights: Floats | None = None) -> float:
    """Return Atkinson's index: the share of the sum that could go without loss of welfare if all had the same.

    Formula:  1 - (Σ p_i·r_i^(1-ε))^(1/(1-ε)), and 1 - exp(Σ p_i·ln r_i) for ε = 1, with p = w / Σw, r = y / mean;
              1 where somebody has nothing and ε ≥ 1, which is the limit
    Shape:    values (n,), weights (n,) or none → one number. Unit: dimensionless, 0..1.
    Errors:   those of `gini`; parameter_range unless 0 < ε ≤ 5.
    Source:   Atkinson A. (1970), "On the measurement of inequality", Journal of Economic Theory 2(3).
    """
    share, ratio = _population(values, weights)
    if not 0 < aversion <= MOST_AVERSION:
        message = "The aversion to inequality must lie above 0 and be at most 5."
        raise EngineError(Problem(Code.PARAMETER_RANGE, message, value=aversion))
    has_nothing: Bools = (values == 0) & (share > 0)
    if aversion >= 1 and has_nothing.any():
        return 1.0
    logs, power = _log(ratio), 1.0 - aversion
    if power == 0:
        return _in_unit(1.0 - _exp(_total(share * logs)))
    powers = np.where(ratio > 0, _exps(power * logs), 0.0)
    mean = np.array([_total(share * powers)])
    return _in_unit(1.0 - _exp(float(_log(mean)[0]) / power))


def theil_parts(values: Floats, groups: Sequence[str], weights: Floats | None = None) -> Theil:
    """Return Theil's T as what lies between groups and what lies within them.

    Formula:  between = Σ_g s_g·ln(s_g / p_g), within = Σ_g s_g·T_g, total = T; s_g and p_g are the shares of the group
              in the sum of all values and in the population, T_g its own T
    Shape:    values (n,), n groups, weights (n,) or none → one `Theil`. Unit: nats.
    Errors:   those of `gini`. Source: as for `theil_t`; Shorrocks A. (1980), Econometrica 48(3).
    """
    if len(groups) != values.size:
        message = "Every unit needs a group."
        raise EngineError(Problem(Code.SHAPE_MISMATCH, message, value=len(groups)))
    share, ratio = _population(values, weights)
    places = {code: place for place, code in enumerate(dict.fromkeys(groups))}
    member = np.array([places[code] for code in groups])
    parts = tuple(_group(code, share, ratio, member == place) for code, place in places.items())
    between = math.fsum(_surprise(part) for part in parts)
    within = math.fsum(part.value_share * part.theil for part in parts if part.value_share > 0)
    return Theil(_theil_t(share, ratio), max(0.0, between), within, parts)


def _group(code: str, share: Floats, ratio: Floats, inside: Bools) -> Group:
    population, held = _total(share[inside]), _total((share * ratio)[inside])
    if held <= 0:
        return Group(code, population, 0.0, math.nan)
    own = ratio[inside] * (population / held)
    return Group(code, population, held, _theil_t(share[inside] / population, own))


def _surprise(part: Group) -> float:
    """Return s·ln(s / p), 0 where nothing is held."""
    if part.value_share <= 0:
        return 0.0
    return part.value_share * float(_log(np.array([part.value_share / part.population_share]))[0])


def _theil_t(share: Floats, ratio: Floats) -> float:
    return max(0.0, _total(share * ratio * _log(ratio)))


def _population(values: Floats, weights: Floats | None) -> tuple[Floats, Floats]:
    """Return each unit's share of the population, and its value as a multiple of the mean; all is checked here."""
    _check(values, weights)
    heavy = np.ones(values.size) if weights is None else weights / np.max(weights)
    share = heavy / _total(heavy)
    part = values / np.max(values)
    mean = _total(share * part)
    if not mean > 0:
        message = "Nobody has anything: at least one value must be above zero."
        raise EngineError(Problem(Code.VALUE_NOT_POSITIVE, message, value=0.0))
    return share, part / mean


def _check(values: Floats, weights: Floats | None) -> None:
    if values.ndim != 1 or (weights is not None and weights.shape != values.shape):
        message = "There must be one value, and one weight if any, for each unit."
        raise EngineError(Problem(Code.SHAPE_MISMATCH, message, value=values.shape))
    if not values.size:
        raise EngineError(Problem(Code.TOO_FEW_UNITS, "There is no unit at all.", value=0))
    refused = (
        (Code.VALUE_NOT_FINITE, "A value must be a finite number.", ~np.isfinite(values)),
        (Code.VALUE_OUTSIDE_SCALE, "A value must not be negative.", values < 0),
    )
    found = [
        Problem(code, message, place=str(row), value=float(values[row]))
        for code, message, wrong in refused
        for row in np.flatnonzero(wrong).tolist()
    ]
    if weights is not None:
        found += check_weights(weights.tolist(), [str(row) for row in range(weights.size)], "")
    if not found and not values.any():
        message = "Nobody has anything: at least one value must be above zero."
        found.append(Problem(Code.VALUE_NOT_POSITIVE, message, value=0.0))
    if found:
        raise EngineError(*found)


def _total(parts: Floats) -> float:
    """Return the sum, exactly rounded: the same in any order and on every machine."""
    return math.fsum(parts.tolist())


def _log(values: Floats) -> Floats:
    """Return ln x, and that of the smallest number for 0: what it is multiplied by is 0 as well."""
    return exact_log(np.maximum(values, SMALLEST))


def _exps(values: Floats) -> Floats:
    return exact_exp(np.clip(values, -_LARGEST_POWER, _LARGEST_POWER))


def _exp(value: float) -> float:
    return float(_exps(np.array([value]))[0])


def _in_unit(value: float) -> float:
    return min(max(value, 0.0), 1.0)
