"""Arithmetic that gives the same bits on every machine: rounding of stored numbers, logarithm and exponential.

numpy's own log and exp differ in the last bit between processors, and so do sums whose order is left to it. Here everything
is one elementwise + - x ÷ after the other, which IEEE 754 fixes exactly.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
States = npt.NDArray[np.uint8]
Bools = npt.NDArray[np.bool_]

SCORE_STEP: Final = 1e10
"""Stored scores are whole multiples of one in this many points."""
SHARE_STEP: Final = 1e12
"""Stored shares (completeness, 0..1) are whole multiples of one in this many: 1e-10 per cent."""

_LN2_HIGH: Final = 6.93147180369123816490e-01
_LN2_LOW: Final = 1.90821492927058770002e-10
_LOG_TERMS: Final = (
    6.666666666666735130e-01,
    3.999999999940941908e-01,
    2.857142874366239149e-01,
    2.222219843214978396e-01,
    1.818357216161805012e-01,
    1.531383769920937332e-01,
    1.479819860511658591e-01,
)
_EXP_TERMS: Final = (
    1.66666666666666019037e-01,
    -2.77777777770155933842e-03,
    6.61375632143793436117e-05,
    -1.65339022054652515390e-06,
    4.13813679705723846039e-08,
)


def round_score(values: Floats) -> Floats:
    """Return scores as they are stored, compared, ranked and hashed.

    Formula:  rint(x · 10¹⁰) / 10¹⁰, half to even; -0 becomes 0. Rounding twice changes nothing.
    Shape:    any. NaN stays. Unit: points. Errors: none (|x| < 9·10⁵ keeps the product exact enough).
    """
    return np.rint(values * SCORE_STEP) / SCORE_STEP + 0.0


def round_share(values: Floats) -> Floats:
    """Return shares (0..1) as they are stored and compared: rint(x · 10¹²) / 10¹², NaN stays, -0 becomes 0."""
    return np.rint(values * SHARE_STEP) / SHARE_STEP + 0.0


def _horner(at: Floats, terms: tuple[float, ...]) -> Floats:
    """Return t0 + at·(t1 + at·(t2 + …))."""
    total = np.full_like(at, terms[-1])
    for term in reversed(terms[:-1]):
        total = term + at * total
    return total


def exact_log(values: Floats) -> Floats:
    """Return the natural logarithm, equal to the last bit on every machine.

    Formula:  x = 2ᵏ·(1+f), s = f/(2+f), ln(1+f) = f - s·(f - R(s²)), plus k·ln 2 in two parts
    Shape:    any, elements > 0 and finite; NaN stays. Unit: none. Errors: none; below 1 ulp from the true value.
    Source:   FreeBSD msun e_log.c (Sun Microsystems 1993).
    """
    mantissa, exponent = np.frexp(values)
    low = mantissa < 0.70710678118654752440
    mantissa = np.where(low, mantissa * 2.0, mantissa)
    power = np.where(low, exponent - 1, exponent).astype(np.float64)
    f = mantissa - 1.0
    s = f / (2.0 + f)
    z = s * s
    half_square = 0.5 * f * f
    remainder = z * _horner(z, _LOG_TERMS)
    small = half_square - (s * (half_square + remainder) + power * _LN2_LOW)
    return np.asarray(power * _LN2_HIGH - (small - f), dtype=np.float64)


def exact_exp(values: Floats) -> Floats:
    """Return e to the power of the values, equal to the last bit on every machine.

    Formula:  x = k·ln 2 + r, eʳ = 1 + r + r·c/(2 - c) with c = r - r²·P(r²), times 2ᵏ
    Shape:    any, |x| < 700; NaN stays. Unit: none. Errors: none; below 1 ulp from the true value.
    Source:   FreeBSD msun e_exp.c (Sun Microsystems 1993).
    """
    power = np.rint(np.nan_to_num(values) / (_LN2_HIGH + _LN2_LOW))
    high = values - power * _LN2_HIGH
    low = power * _LN2_LOW
    r = high - low
    square = r * r
    c = r - square * _horner(square, _EXP_TERMS)
    result = 1.0 - ((low - (r * c) / (2.0 - c)) - high)
    return np.asarray(np.ldexp(result, power.astype(np.int64)), dtype=np.float64)
