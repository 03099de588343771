"""Measures for tests: what a register would say, given outright."""

from governance.measures import MEASURES
from parks.measures import Counted, Measure
from parks.measures.measure import share, total


def let_say(monkeypatch, indicator, value):
    """Let the register behind an indicator say a value; None is 0/0."""
    said = Measure(
        indicator=indicator,
        register="meetings",
        read=lambda parks, period: [Counted(park, 0, value) for park in parks if value is not None],
        value=share if value is None else total,
        told="%(part)s of %(whole)s",
        nothing="Nothing happened.",
    )
    monkeypatch.setitem(MEASURES, indicator, said)
