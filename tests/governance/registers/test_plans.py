"""What a plan must be."""

from datetime import date

import pytest

from parks.models import Plot

DAY, NEXT = date(2026, 3, 1), date(2026, 3, 2)


@pytest.mark.parametrize(
    "good",
    [
        {},
        {"status": "approved", "approved_on": DAY},
        {"begun_on": DAY, "approved_on": DAY, "in_force_until": DAY},
    ],
)
def test_a_plan_is_good(wrong, good):
    assert wrong("plans", **good) == []


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"status": "approved"}, ("approved_on", "value_required")),
        ({"begun_on": NEXT, "approved_on": DAY}, ("approved_on", "ends_before_it_starts")),
        ({"approved_on": NEXT, "in_force_until": DAY}, ("in_force_until", "ends_before_it_starts")),
        ({"kind": "dream"}, ("kind", "word_unknown")),
    ],
)
def test_a_plan_is_refused(wrong, changed, problem):
    assert wrong("plans", **changed) == [problem]


def test_a_plan_covers_plots_of_its_park(wrong, cast):
    plots = list(Plot.objects.filter(park=cast.park))
    assert wrong("plans", plots=plots) == []
    plots[0].park = cast.foreign_park
    assert wrong("plans", plots=plots) == [("plots", "record_unknown")]
