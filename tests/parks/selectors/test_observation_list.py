"""The history shows every revision, newest period first."""

from datetime import UTC, datetime

import pytest

from accounts import clock
from parks.choices import Provenance
from parks.selectors.observation_list import (
    HistoryFilter,
    observation_list_page,
    revisions_found,
)
from parks.services.observations import Observed, observe
from tests.factories import make_indicator, make_period

EARLY, LATE = datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)


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


def shown(park, **wanted):
    found = observation_list_page(park, wanted=HistoryFilter(**wanted), number=None)
    return [
        (
            row.observation.period.code,
            row.observation.indicator.code,
            row.observation.value,
            *(one.value for one in row.earlier),
        )
        for row in found.rows
    ]


def test_revisions_are_folded_under_the_value_that_counts(cast, record):
    a, b = make_indicator("a"), make_indicator("b")
    record(a, 1.0)
    record(a, 2.0)
    record(b, 1.0)
    record(a, 3.0, "2026-Q2")

    assert shown(cast.park) == [
        ("2026-Q3", "a", 2.0, 1.0),
        ("2026-Q3", "b", 1.0),
        ("2026-Q2", "a", 3.0),
    ]
    assert shown(cast.park, indicator="b") == [("2026-Q3", "b", 1.0)]
    assert shown(cast.park, period="2026-Q2") == [("2026-Q2", "a", 3.0)]
    assert shown(cast.park, indicator="nothing\0") == shown(cast.park, period="x") == []
    assert shown(cast.foreign_park) == []


def test_a_moment_shows_what_was_known_then(cast, record):
    a = make_indicator("a")
    with clock.at(EARLY):
        record(a, 1.0)
    with clock.at(LATE):
        record(a, 2.0)
    between = EARLY + (LATE - EARLY) / 2
    assert shown(cast.park, moment=between) == [("2026-Q3", "a", 1.0)]
    assert shown(cast.park, moment=LATE) == [("2026-Q3", "a", 2.0, 1.0)]
    assert shown(cast.park, moment=EARLY - (LATE - EARLY)) == []
    assert revisions_found(cast.park, HistoryFilter(moment=between)).count() == 1
    assert revisions_found(cast.park, HistoryFilter()).count() == 2


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(cast, record, rows, django_assert_num_queries):
    for _ in range(rows):
        indicator = make_indicator()
        record(indicator, 1.0)
        record(indicator, 2.0)
    with django_assert_num_queries(5):
        found = observation_list_page(cast.park, wanted=HistoryFilter(), number=None)
        for row in found.rows:
            assert row.observation.indicator.name
            assert row.earlier[0].recorded_by.name
