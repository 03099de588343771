"""What the registers of the place say of parks in a period, by the code of the indicator."""

from parks.measures.measure import Counted, Figure, Measure

PLACE_MEASURES: dict[str, Measure] = {}

__all__ = ["PLACE_MEASURES", "Counted", "Figure", "Measure"]
