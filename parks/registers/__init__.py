"""The registers of a park, by the word that stands in addresses. Apps above add theirs when they are ready."""

from parks.registers.places import ENTERPRISES, FACILITIES
from parks.registers.plots import PLOTS
from parks.registers.register import Field, Kind, Register

REGISTERS: dict[str, Register] = {one.word: one for one in (PLOTS, FACILITIES, ENTERPRISES)}

__all__ = ["REGISTERS", "Field", "Kind", "Register"]
