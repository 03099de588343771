"""Regions, parks, grants, indicators, periods and observations."""

from parks.models.grants import Grant
from parks.models.imports import HistoryImport, RegisterImport
from parks.models.indicators import Indicator
from parks.models.observations import LatestValue, Observation
from parks.models.parks import Park, ParkIndustry
from parks.models.periods import Period
from parks.models.regions import Region

__all__ = [
    "Grant",
    "HistoryImport",
    "Indicator",
    "LatestValue",
    "Observation",
    "Park",
    "ParkIndustry",
    "Period",
    "Region",
    "RegisterImport",
]
