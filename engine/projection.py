"""From degrees to metres: a plane laid on the earth at a place, true to scale there."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from engine.errors import Code, EngineError, Problem
from engine.numbers import Floats

EQUATOR_RADIUS_M: Final = 6_378_137.0
FLATTENING: Final = 1 / 298.257223563
WIDEST: Final = 30.0
"""Degrees of longitude from the centre to which the series holds to a micrometre; what lies further is drawn there."""
STEP: Final = 1e6
"""Metres are whole multiples of one in this many, so that every machine gives the same ones."""

_N: Final = FLATTENING / (2 - FLATTENING)
_E: Final = math.sqrt(FLATTENING * (2 - FLATTENING))
_RADIUS_M: Final = EQUATOR_RADIUS_M / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_TERMS: Final = (
    _N / 2 - 2 / 3 * _N**2 + 5 / 16 * _N**3 + 41 / 180 * _N**4,
    13 / 48 * _N**2 - 3 / 5 * _N**3 + 557 / 1440 * _N**4,
    61 / 240 * _N**3 - 103 / 140 * _N**4,
    49561 / 161280 * _N**4,
)


@dataclass(frozen=True)
class Projection:
    """A plane about a centre in degrees: x is metres to the east, y metres to the north of it."""

    longitude: float
    latitude: float

    @classmethod
    def about(cls, degrees: Floats) -> Projection:
        """Return the plane about the middle of points, also where these lie on both sides of the 180th meridian.

        Formula:  half-way between the outermost
        Shape:    (n, 2), longitude first → one centre. Unit: degrees.
        Errors:   too_few_units (no point), shape_mismatch, value_not_finite, value_outside_scale.
        """
        _check(degrees)
        if not len(degrees):
            raise EngineError(Problem(Code.TOO_FEW_UNITS, "There is no point at all.", value=0))
        east = _turned(degrees[:, 0] - degrees[0, 0])
        longitude = degrees[0, 0] + (float(np.min(east)) + float(np.max(east))) / 2
        latitude = (float(np.min(degrees[:, 1])) + float(np.max(degrees[:, 1]))) / 2
        return cls(float(_turned(np.array(longitude))), latitude)

    def metres(self, degrees: Floats) -> Floats:
        """Return where points lie in the plane.

        Formula:  transverse Mercator on WGS 84, the central meridian through the centre, scale 1 on it; rounded to 1e-6.
                  Scale away from it: 1 + x²/(2R²), so that 5 km from the centre a kilometre is 0.3 mm too long. A point
                  more than 30° of longitude away is drawn at 30°: out of any reach all the same.
        Shape:    (n, 2), longitude first → (n, 2), x east and y north of the centre. Unit: degrees → metres.
        Errors:   shape_mismatch, value_not_finite, value_outside_scale.
        Source:   as for `transverse_mercator`.
        """
        centre = np.array([[self.longitude, self.latitude]])
        _check(degrees)
        _check(centre)
        east = _turned(degrees[:, 0] - self.longitude)
        plane = transverse_mercator(np.clip(east, -WIDEST, WIDEST), degrees[:, 1])
        origin = transverse_mercator(np.zeros(1), centre[:, 1])
        return np.asarray(np.rint((plane - origin) * STEP) / STEP + 0.0, dtype=np.float64)


def transverse_mercator(east: Floats, latitude: Floats) -> Floats:
    """Return the plane coordinates of points on the ellipsoid WGS 84.

    Formula:  t = sinh(arsinh(tan φ) - e·artanh(e·sin φ)), ξ' = atan2(t, cos λ), η' = arsinh(sin λ / √(t² + cos²λ));
              x = A·(η' + Σ h_k·cos 2kξ'·sinh 2kη'), y = A·(ξ' + Σ h_k·sin 2kξ'·cosh 2kη'), k = 1..4
    Shape:    (n,) twice → (n, 2). Unit: degrees east of the central meridian, degrees of latitude → metres.
    Errors:   none (checked before). Within 30° of the meridian it is exact to a micrometre.
    Source:   Krüger L. (1912), Konforme Abbildung des Erdellipsoids in der Ebene, as in Karney C. (2011), "Transverse
              Mercator with an accuracy of a few nanometers", Journal of Geodesy 85, equations 7 to 11, with the
              coefficients to n⁴ of IOGP guidance note 7-2, section "Transverse Mercator".
    """
    turned, upward = np.radians(east), np.radians(latitude)
    conformal = np.sinh(np.arcsinh(np.tan(upward)) - _E * np.arctanh(_E * np.sin(upward)))
    north = np.arctan2(conformal, np.cos(turned))
    aside = np.arcsinh(np.sin(turned) / np.hypot(conformal, np.cos(turned)))
    x, y = aside.copy(), north.copy()
    for place, term in enumerate(_TERMS, start=1):
        x += term * np.cos(2 * place * north) * np.sinh(2 * place * aside)
        y += term * np.sin(2 * place * north) * np.cosh(2 * place * aside)
    return np.asarray(_RADIUS_M * np.column_stack([x, y]), dtype=np.float64)


def _turned(degrees: Floats) -> Floats:
    """Return a difference of longitudes the short way round, -180..180."""
    return np.asarray((degrees + 180.0) % 360.0 - 180.0, dtype=np.float64)


def _check(degrees: Floats) -> None:
    if degrees.ndim != 2 or degrees.shape[1] != 2:
        message = "Points need a longitude and a latitude each."
        raise EngineError(Problem(Code.SHAPE_MISMATCH, message, value=degrees.shape))
    if not np.isfinite(degrees).all():
        message = "A longitude or latitude must be a finite number."
        raise EngineError(Problem(Code.VALUE_NOT_FINITE, message))
    if (np.abs(degrees) > (180.0, 90.0)).any():
        message = "A longitude lies within 180 degrees, a latitude within 90."
        raise EngineError(Problem(Code.VALUE_OUTSIDE_SCALE, message))
