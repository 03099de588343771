"""Regions, parks, grants, indicators, periods, observations, and the registers of the place."""

from parks.models.calendar import CalendarDay
from parks.models.grants import Grant
from parks.models.imports import HistoryImport, RegisterImport
from parks.models.indicators import Indicator
from parks.models.observations import LatestValue, Observation
from parks.models.parks import Park, ParkIndustry
from parks.models.periods import Period
from parks.models.places import Enterprise, Facility
from parks.models.plots import Plot, PlotState
from parks.models.record_evidence import RecordEvidence
from parks.models.regions import Region

__all__ = [
    "CalendarDay",
    "Enterprise",
    "Facility",
    "Grant",
    "HistoryImport",
    "Indicator",
    "LatestValue",
    "Observation",
    "Park",
    "ParkIndustry",
    "Period",
    "Plot",
    "PlotState",
    "RecordEvidence",
    "Region",
    "RegisterImport",
]
