"""Arithmetic and logic on columns with gaps: each function takes cells and returns cells, for all parks at once.

A state is the larger of its operands' states: what needs something not applicable is not applicable, what needs
something missing is missing. Every operation is elementwise and works from left to right, so that a result does
not depend on the machine, on the order of parks or on how many there are.
"""

from collections.abc import Sequence
from math import pow as power_of
from typing import NamedTuple

import numpy as np

from engine.rules.columns import MISSING, NOT_APPLICABLE, OK, Booleans, Floats, States


class Cells(NamedTuple):
    """Values and states of equal size, or of size 1 for what is the same in all parks."""

    values: Floats
    state: States


def constant(value: float) -> Cells:
    """Return cells that hold one number in all parks."""
    return Cells(np.array([value]), np.zeros(1, dtype=np.uint8))


def settled(values: Floats, state: States) -> tuple[Cells, Booleans]:
    """Return cells whose results beyond the range of numbers are missing, and where these are."""
    lost = (state == OK) & ~np.isfinite(values)
    state = np.where(lost, MISSING, state).astype(np.uint8)
    return Cells(np.where(state == OK, values, np.nan), state), lost


def joint_state(cells: Sequence[Cells]) -> States:
    """Return the largest state of the operands: not applicable over missing over observed."""
    state = cells[0].state
    for more in cells[1:]:
        state = np.maximum(state, more.state)
    return state


def holds(cells: Cells) -> Booleans:
    """Return where a condition is true."""
    result: Booleans = (cells.state == OK) & (cells.values != 0)
    return result


def fails(cells: Cells) -> Booleans:
    """Return where a condition is false."""
    result: Booleans = (cells.state == OK) & (cells.values == 0)
    return result


def truth(true: Booleans, state: States) -> Cells:
    """Return a condition that is true where said, undecided where the state is not OK, else false."""
    return Cells(np.where(state == OK, true.astype(np.float64), np.nan), state)


def both(cells: Sequence[Cells]) -> Cells:
    """Return `and`: false where any is false, true where all are true, else undecided (Kleene)."""
    false = np.logical_or.reduce(np.broadcast_arrays(*(fails(one) for one in cells)))
    state = np.where(false, OK, joint_state(cells)).astype(np.uint8)
    return truth(~false, state)


def either(cells: Sequence[Cells]) -> Cells:
    """Return `or`: true where any is true, false where all are false, else undecided (Kleene)."""
    return denied(both([denied(one) for one in cells]))


def denied(cells: Cells) -> Cells:
    """Return `not`: undecided stays undecided."""
    return truth(fails(cells), cells.state)


def chosen(condition: Cells, then: Cells, otherwise: Cells) -> Cells:
    """Return `if`: one branch or the other; undecided where the condition is, whatever the branches hold."""
    takes_then = holds(condition)
    values = np.where(takes_then, then.values, otherwise.values)
    state = np.where(takes_then, then.state, otherwise.state)
    state = np.where(condition.state == OK, state, condition.state).astype(np.uint8)
    return Cells(np.where(state == OK, values, np.nan), state)


def first_known(cells: Sequence[Cells]) -> Cells:
    """Return `coalesce`: the first value that is there; not applicable only where all are."""
    result = cells[0]
    for more in cells[1:]:
        known = result.state == OK
        state = np.where(more.state == OK, OK, np.minimum(result.state, more.state))
        state = np.where(known, OK, state).astype(np.uint8)
        result = Cells(np.where(known, result.values, more.values), state)
    return result


def raised(base: Cells, exponent: float) -> Cells:
    """Return a power: whole exponents by repeated multiplication (x·x·x; 1/(x·x) when negative; x**0 is 1).

    0.5 is the square root, any other fraction the C library's pow. Where there is no number (0 to a negative,
    a negative to a fraction) the value is infinite or NaN, for the caller to settle.
    """
    size = abs(exponent)
    if size.is_integer():
        values = np.ones_like(base.values)
        for _ in range(int(size)):
            values = values * base.values
    elif size == 0.5:
        values = np.sqrt(base.values)
    else:
        values = np.array([_fraction(value, size) for value in base.values.tolist()])
    return Cells(1.0 / values if exponent < 0 else values, base.state)


def _fraction(value: float, exponent: float) -> float:
    """Return one fractional power; numpy's own differs in the last bit between processors."""
    if not value >= 0:
        return np.nan
    try:
        return power_of(value, exponent)
    except OverflowError:
        return np.inf


def rounded(cells: Cells, digits: int) -> Cells:
    """Return numbers rounded half away from zero: 2.5 gives 3, -2.5 gives -3.

    Formula:  y = |x|·10^d; (trunc y, plus 1 where y - trunc y ≥ 0.5) / 10^d with the sign of x. From 2^52 on,
    where y has no fraction, x itself.
    """
    scale = 10.0**digits
    scaled = np.abs(cells.values) * scale
    whole = np.trunc(scaled)
    nearest = np.copysign((whole + (scaled - whole >= 0.5)) / scale, cells.values)
    return Cells(np.where(scaled < 2.0**52, nearest, cells.values) + 0.0, cells.state)


def total_of_known(cells: Sequence[Cells]) -> tuple[Floats, Floats]:
    """Return the sum of the values that are there, from left to right, and how many these are."""
    total, number = np.zeros(1), np.zeros(1)
    for one in cells:
        known = one.state == OK
        total = np.where(known, total + one.values, total)
        number = number + known
    return total, number


def state_of_known(cells: Sequence[Cells], number: Floats, least: int = 1) -> States:
    """Return OK where enough values are there, not applicable where every one is, else missing."""
    none_applies = np.logical_and.reduce(
        np.broadcast_arrays(*(one.state == NOT_APPLICABLE for one in cells))
    )
    gap = np.where(none_applies, NOT_APPLICABLE, MISSING)
    return np.where(number >= least, OK, gap).astype(np.uint8)


def mean_of_known(cells: Sequence[Cells]) -> Cells:
    """Return the mean of the values that are there; not applicable only where every one is."""
    total, number = total_of_known(cells)
    state = state_of_known(cells, number)
    return Cells(total / np.maximum(number, 1.0), state)


def slope_of_known(cells: Sequence[Cells]) -> Cells:
    """Return the least-squares slope per period through the values that are there, two at least.

    Formula:  Σ(t - t̄)(x - x̄) / Σ(t - t̄)², t = 0, 1, … with the oldest period first, sums in that order.
    Shape:    n cells (parks,), oldest first → (parks,). Missing with fewer than two values.
    Unit:     the unit of x per period.
    """
    total, number = total_of_known(cells)
    times = [Cells(np.full(1, float(t)), one.state) for t, one in enumerate(cells)]
    time_total, _ = total_of_known(times)
    count = np.maximum(number, 1.0)
    mean, time_mean = total / count, time_total / count
    above, below = np.zeros(1), np.zeros(1)
    for t, one in enumerate(cells):
        known, distance = one.state == OK, t - time_mean
        above = np.where(known, above + distance * (one.values - mean), above)
        below = np.where(known, below + distance * distance, below)
    state = state_of_known(cells, number, least=2)
    return Cells(above / np.where(below == 0, 1.0, below), state)
