"""The history shows every revision, newest period first."""

import pytest

from parks.choices import Provenance
from parks.selectors.observation_list import observation_list_page
from parks.services.observations import Observed, observe
from tests.factories import make_indicator, make_period


@pytest.fixture
def record(cast):
    def observed(indicator, value, period="2026-Q3"):
        observe(
            cast.park,
            make_period(period),
            [Observed(indicator.pk, value)],
            by=cast.reviewer,
            provenance=Provenance.REPORT,
        )

    return observed


def shown(park, indicator="", current_only=False):
    found = observation_list_page(park, indicator=indicator, current_only=current_only, number=None)
    return [(o.period.code, o.indicator.code, o.revision) for o in found.page]


def test_revisions_stand_together(cast, record):
    a, b = make_indicator("a"), make_indicator("b")
    record(a, 1.0)
    record(a, 2.0)
    record(b, 1.0)
    record(a, 1.0, "2026-Q2")

    assert shown(cast.park) == [
        ("2026-Q3", "a", 2),
        ("2026-Q3", "a", 1),
        ("2026-Q3", "b", 1),
        ("2026-Q2", "a", 1),
    ]
    assert shown(cast.park, "b") == [("2026-Q3", "b", 1)]
    assert shown(cast.park, "nothing\0") == []
    assert len(shown(cast.park, current_only=True)) == 3
    assert shown(cast.foreign_park) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(cast, record, rows, django_assert_num_queries):
    for _ in range(rows):
        record(make_indicator(), 1.0)
    with django_assert_num_queries(3):
        found = observation_list_page(cast.park, indicator="", current_only=False, number=None)
        assert [(o.indicator.name, o.period.code, o.recorded_by.name) for o in found.page]
