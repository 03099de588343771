"""What a score's row holds beside the score."""

import numpy as np
import pytest

from assessments.framework_file import spec_of
from assessments.models import Score, StandingQuarter
from assessments.selectors.inputs import base_columns, gather
from assessments.services.following import tick
from assessments.services.scoring import bring_up_to_date
from engine.formulas import parse_rules
from engine.result import number_or_none
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


def test_rows_say_what_scoring_each_cell_by_itself_says(scored):
    for standing in StandingQuarter.objects.select_related("park", "period", "version"):
        park, period = standing.park, standing.period
        stages = {park.code: standing.stage}
        inputs = gather(spec_of(standing.version), period, stages, known_at=standing.scored_at)
        result = inputs.score()
        rows = Score.objects.current().filter(park=park, period=period)
        held = {row.node.code: row for row in rows.select_related("node", "carried_from")}
        assert set(held) == set(result.node_index)
        for code, one in held.items():
            assert one.value == result.score_of(park.code, code)
            assert one.completeness == number(result, result.completeness, code)
            assert (one.low, one.high) == (
                number(result, result.low, code),
                number(result, result.high, code),
            )
            assert (one.carried_from and one.carried_from.code) == carried(inputs, result, code)
        assert standing.manifest["result_hash"] == result.result_hash
        assert standing.manifest["data_hash"] == result.manifest.data_hash


def number(result, part, code):
    return number_or_none(part[0, result.node_index[code]])


def carried(inputs, result, code):
    """The period of the oldest value among those carried that a leaf rests on, looked up value by value."""
    place = result.indicator_index.get(code)
    if place is None or not result.carried[0, place] or np.isnan(result.values[0, place]):
        return None
    (unit,) = inputs.units
    columns = base_columns(parse_rules(result.spec), code)
    used = [inputs.used(unit, one)[0] for one in columns if inputs.is_carried(unit, one)]
    return min(used, key=lambda one: one.last_month).period_code


def test_scoring_again_without_a_change_writes_no_scores(scored):
    before = list(Score.objects.order_by("pk").values_list())
    StandingQuarter.objects.update(is_stale=True, outline={}, head=None)
    with at("2026-01-03"):
        bring_up_to_date(scored)
    assert list(Score.objects.order_by("pk").values_list()) == before
    standing = StandingQuarter.objects.filter(is_stale=False, head__isnull=False)
    assert standing.count() == StandingQuarter.objects.count()
    assert all(one.outline for one in standing)


def test_only_what_changed_is_superseded(scored):
    Score.objects.filter(node__code="vacancy", period__code="2025-Q1").update(raw_value=1.0)
    Score.objects.filter(node__code="positioning", period__code="2025-Q1").update(cap=None)
    Score.objects.filter(node__code="vacancy", period__code="2025-Q2").update(carried_from=None)
    StandingQuarter.objects.update(is_stale=True)
    before = Score.objects.count()
    with at("2026-01-03"):
        bring_up_to_date(scored)
    superseded = Score.objects.filter(superseded_at__date="2026-01-03")
    assert set(superseded.values_list("node__code", "period__code")) == {
        ("vacancy", "2025-Q1"),
        ("positioning", "2025-Q1"),
        ("vacancy", "2025-Q2"),
    }
    assert Score.objects.count() == before + 3
