"""Observations keep every revision, one current, and the latest of each indicator."""

import math
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection

from accounts import clock
from accounts.errors import RuleBroken
from parks.choices import MissingReason, Provenance
from parks.models import LatestValue, Observation
from parks.services.observations import Observed, observe
from tests.cast import make_cast
from tests.factories import make_indicator, make_period

AT = [datetime(2026, 10, day, tzinfo=UTC) for day in (1, 2, 3)]


@pytest.fixture
def record(cast):
    """Observe values in the park of the cast, by default in the third quarter."""

    def observed(*values, period="2026-Q3"):
        return observe(
            cast.park,
            make_period(period),
            values,
            by=cast.reviewer,
            provenance=Provenance.REPORT,
        )

    return observed


def history():
    return [(o.revision, o.value, o.superseded_at is None) for o in Observation.objects.all()]


def test_a_changed_value_supersedes_the_one_before(record):
    indicator = make_indicator()
    with clock.at(AT[0]):
        record(Observed(indicator.pk, 1.0))
    with clock.at(AT[1]):
        found = record(Observed(indicator.pk, 2.0))

    assert history() == [(1, 1.0, False), (2, 2.0, True)]
    assert found[indicator.pk].revision == 2
    assert Observation.objects.get(revision=1).superseded_at == AT[1]


def test_an_equal_value_makes_no_revision(record):
    indicator = make_indicator()
    first = record(Observed(indicator.pk, 0.1 + 0.2))
    again = record(Observed(indicator.pk, 0.1 + 0.2))

    assert first == again
    assert len(history()) == 1


def test_zero_and_the_reasons_for_nothing_are_different_things(record):
    indicator = make_indicator()
    record(Observed(indicator.pk, 0.0))
    record(Observed(indicator.pk, None, MissingReason.NOT_MEASURED))
    record(Observed(indicator.pk, None, MissingReason.NOT_APPLICABLE))
    record(Observed(indicator.pk, 0.0))

    assert [(value, current) for _r, value, current in history()] == [
        (0.0, False),
        (None, False),
        (None, False),
        (0.0, True),
    ]


def test_what_was_known_then_stays_readable(record):
    indicator = make_indicator()
    for moment, value in zip(AT, (1.0, 2.0, 3.0), strict=True):
        with clock.at(moment):
            record(Observed(indicator.pk, value))

    known = [Observation.objects.known_at(moment).get().value for moment in AT]

    assert known == [1.0, 2.0, 3.0]
    assert Observation.objects.current().get().value == 3.0


def test_the_latest_value_follows_the_latest_period(record):
    indicator = make_indicator()
    record(Observed(indicator.pk, 2.0), period="2026-Q2")
    record(Observed(indicator.pk, 3.0), period="2026-Q3")
    record(Observed(indicator.pk, 2.5), period="2026-Q2")
    assert LatestValue.objects.get().observation.value == 3.0

    record(Observed(indicator.pk, 3.5), period="2026-Q3")
    assert LatestValue.objects.get().observation.value == 3.5


def test_values_that_are_none_are_refused(record):
    indicator = make_indicator()
    with pytest.raises(RuleBroken) as refusal:
        record(Observed(indicator.pk, math.inf))
    assert refusal.value.code == "number_not_finite"

    with pytest.raises(RuleBroken) as refusal:
        record(Observed(indicator.pk, None))
    assert refusal.value.code == "value_or_reason"

    with pytest.raises(ValueError, match="twice"):
        record(Observed(indicator.pk, 1.0), Observed(indicator.pk, 2.0))


def test_the_number_of_queries_does_not_grow(record, django_assert_num_queries):
    make_period("2026-Q3")
    for count in (1, 20):
        values = [Observed(make_indicator().pk, 1.0) for _ in range(count)]
        with django_assert_num_queries(8):
            record(*values)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_connections_never_observe_twice():
    cast = make_cast()
    period, indicator = make_period("2026-Q3"), make_indicator()
    rounds, barrier = 50, threading.Barrier(2)

    def act():
        for number in range(rounds):
            barrier.wait(timeout=30)
            observe(
                cast.park,
                period,
                [Observed(indicator.pk, float(number))],
                by=cast.reviewer,
                provenance=Provenance.REPORT,
            )
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        for running in [pool.submit(act) for _ in range(2)]:
            running.result()

    revisions = Observation.objects.order_by("revision")
    assert [o.value for o in revisions] == [float(n) for n in range(rounds)]
    assert revisions.current().count() == LatestValue.objects.count() == 1
