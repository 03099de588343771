"""Says in words what a register says: "12 of 17 findings were closed by their deadline"."""

from __future__ import annotations

from accounts.templatetags.page import exact
from governance.choices import EntrySource
from governance.measures import MEASURES
from governance.models import Entry
from parks.measures import Measure

DIGITS = 2


def figure_words(
    measure: Measure, value: float | None, part: float | None, whole: float | None
) -> str:
    """Say what a figure is made of; where there is none, which events were absent. Empty where it was not kept."""
    if value is None:
        return str(measure.nothing)
    if part is None or whole is None:
        return ""
    return str(measure.told) % {
        "part": exact(round(part, DIGITS)),
        "whole": exact(round(whole, DIGITS)),
    }


def entry_words(entry: Entry) -> str:
    """Say what the value of an entry is made of that was read from a register; it comes with its indicator."""
    measure = MEASURES.get(entry.indicator.code)
    if measure is None or entry.source != EntrySource.REGISTER:
        return ""
    return figure_words(measure, entry.value, entry.part, entry.whole)
