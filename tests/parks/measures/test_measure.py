"""What figures are made of: records with a part and a whole, for each park that was asked about."""

import pytest

from parks.measures.measure import (
    Counted,
    Measure,
    kinds,
    middle,
    per_hundred,
    ratio,
    share,
    total,
)

ONE, TWO = 1, 2
RECORDS = (
    Counted(ONE, 11, 1.0, 2.0, "a"),
    Counted(ONE, 12, 0.0, 1.0, "b"),
    Counted(ONE, 13, 1.0, 1.0, "a"),
)


def measure(value, base=None):
    return Measure(
        indicator="x",
        register="xs",
        read=lambda parks, period: RECORDS,
        value=value,
        told="%(part)s of %(whole)s",
        nothing="Nothing.",
        base=base,
    )


@pytest.mark.parametrize(
    ("value", "expected", "of_nothing"),
    [
        (share, 50.0, None),
        (ratio, 0.5, None),
        (total, 2.0, 0.0),
        (kinds, 1.0, 0.0),
        (middle, 1.0, None),
        (per_hundred, None, None),
    ],
)
def test_each_park_that_was_asked_about_has_a_figure(value, expected, of_nothing):
    figures = measure(value).figures([ONE, TWO], None)
    assert (figures[ONE].value, figures[ONE].part, figures[ONE].whole) == (expected, 2.0, 4.0)
    assert figures[ONE].records == RECORDS
    assert (figures[TWO].value, figures[TWO].whole) == (of_nothing, 0.0)


def test_a_measure_may_count_per_something_else():
    counted = measure(per_hundred, lambda parks, period: {ONE: 50.0, TWO: 10.0})
    figures = counted.figures([ONE, TWO], None)
    assert (figures[ONE].value, figures[ONE].whole) == (4.0, 50.0)
    assert figures[TWO].value == 0.0
