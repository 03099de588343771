"""What a score's row holds beside the score."""

import pytest

from assessments.models import Score, StandingQuarter
from assessments.services.following import tick
from tests.assessments.small import QUARTER, at, enter, file, publish


@pytest.fixture
def scored(cast):
    with at("2025-04-03"):
        publish(cast)
        enter(cast, "t2")
        file(cast, "2024", {"land": 100.0})
        file(cast, "2025-03", {"tax": 100.0})
        file(cast, "2025-Q1", {**QUARTER, "vacancy": 90.0, "access": "not_applicable"})
    with at("2026-01-02"):
        tick()
        file(cast, "2025-Q4", {**QUARTER, "access": 70.0})
    return cast.park


def row(node, period="2025-Q1"):
    return Score.objects.current().get(node__code=node, period__code=period)


def test_every_reason_for_no_score_has_its_word(scored):
    assert row("access").null_reason == "not_applicable"
    assert row("tax_per_mu").null_reason == "nothing_observed"
    assert row("index").null_reason == "not_all_goals"


def test_bounds_hold_the_worst_and_the_best_of_what_is_missing(scored):
    sorting = row("sorting")
    assert (sorting.value, sorting.low, sorting.high) == (0.0, 0.0, 50.0)
    assert sorting.completeness == 0.5


def test_a_value_beyond_a_bound_is_noted(scored):
    standing = StandingQuarter.objects.get(period__code="2025-Q1")
    assert {"code": "clipped_values", "place": "vacancy"} in standing.notices


def test_a_leaf_names_the_period_it_is_carried_from(scored):
    assert row("vacancy", "2025-Q2").carried_from.code == "2025-Q1"
    assert row("vacancy", "2025-Q4").carried_from is None
    assert row("sorting", "2025-Q2").carried_from is None


def test_a_cap_that_cannot_be_decided_is_kept(scored):
    cap = row("positioning").cap
    assert cap["applied"] == []
    assert cap["undecided"][0]["when"] == "pilots < previous.pilots"
