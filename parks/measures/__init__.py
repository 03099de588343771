"""What the registers of the place say of parks in a period, by the code of the indicator."""

from typing import Final

from parks.measures.accessibility import ACCESS_MEASURES
from parks.measures.enterprises import ENTERPRISE_MEASURES
from parks.measures.facilities import FACILITY_MEASURES
from parks.measures.measure import Counted, Figure, Measure
from parks.measures.plots import PLOT_MEASURES

PLACE_MEASURES: Final[dict[str, Measure]] = {
    **PLOT_MEASURES,
    **FACILITY_MEASURES,
    **ENTERPRISE_MEASURES,
    **ACCESS_MEASURES,
}

__all__ = ["PLACE_MEASURES", "Counted", "Figure", "Measure"]
