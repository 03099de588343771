"""A stored score is rebuilt from the values as they were known when it was stored."""

from assessments.models import Score, StandingQuarter
from assessments.selectors.explaining import environment_of, explained
from assessments.selectors.score_tree import quarter_of
from engine.explain import LeafStep, rebuild
from parks.models import Observation
from tests.assessments.small import at


def test_every_score_is_rebuilt_as_it_is_stored(scored):
    for period in ("2025-Q1", "2025-Q2"):
        standing = quarter_of(scored, period)
        for score in Score.objects.current().filter(period=standing.period).select_related("node"):
            found = explained(standing, score.node.code)
            assert found.is_verified
            assert rebuild(found.explanation)[score.node.code] == score.value


def test_a_value_that_came_later_does_not_change_the_explanation(cast, scored):
    standing = quarter_of(scored, "2025-Q1")
    value = Observation.objects.get(indicator__code="vacancy", period__code="2025-Q1")
    with at("2025-07-09") as _now:
        Observation.objects.filter(pk=value.pk).update(superseded_at="2025-07-09T00:00:00Z")
        Observation.objects.create(
            park=cast.park,
            indicator=value.indicator,
            period=value.period,
            revision=2,
            value=39.0,
            provenance="report",
            recorded_at="2025-07-09T00:00:00Z",
            recorded_by=cast.reviewer,
        )
    found = explained(standing, "vacancy")
    assert found.is_verified
    assert found.step.score == 75.0


def test_another_result_than_the_stored_one_is_not_verified(scored):
    standing = quarter_of(scored, "2025-Q1")
    Observation.objects.filter(indicator__code="vacancy").update(value=39.0)
    assert not explained(standing, "vacancy").is_verified


def test_the_explanation_starts_at_the_highest_node_with_a_score(scored):
    standing = quarter_of(scored)
    assert explained(standing, "vacancy").explanation.path == ("positioning", "sorting", "vacancy")
    assert explained(standing, "access").explanation.path == ("access",)


def test_the_share_of_the_top_multiplies_down_the_path(scored):
    found = explained(quarter_of(scored, "2025-Q1"), "vacancy")
    assert found.top_share == 0.5 * (1 / 3)
    assert sum(bar.points for bar in found.bars if bar.kind == "own") == found.top_share * 75.0


def test_a_formula_s_inputs_become_columns_again(scored):
    step = explained(quarter_of(scored, "2025-Q1"), "tax_per_mu").step
    assert isinstance(step, LeafStep)
    columns = environment_of(step)
    assert columns.column("value", "tax").values[0] == 600.0


def test_leaves_and_columns_lie_below_the_node(scored):
    found = explained(quarter_of(scored), "sorting")
    assert [leaf.code for leaf in found.leaves()] == ["vacancy", "tax_per_mu"]
    assert found.columns_of("tax_per_mu") == ["tax", "land"]


def test_explaining_takes_four_queries(scored, django_assert_num_queries):
    standing = StandingQuarter.objects.select_related("park", "period", "version__framework").get(
        period__code="2025-Q2"
    )
    with django_assert_num_queries(4):
        explained(standing, "positioning")
