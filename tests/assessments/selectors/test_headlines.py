"""The headline: the last quarter with an accepted quarter report, and the goal of its stage."""

from assessments.models import Score
from assessments.selectors.headlines import head_of, headlines_of
from assessments.services.following import tick
from tests.assessments.small import at
from tests.factories import make_park


def test_the_headline_is_the_last_quarter_with_its_own_report(cast, scored):
    with at("2025-10-02"):
        tick()
    assert Score.objects.filter(period__code="2025-Q3").exists()
    headline = headlines_of([cast.park])[cast.park.pk]
    assert headline.standing.period.code == "2025-Q2"
    assert headline.head.node.code == "positioning"


def test_a_park_without_an_accepted_report_has_none(cast, scored):
    assert headlines_of([cast.foreign_park]) == {}


def test_the_goal_of_the_stage_comes_first(cast, scored):
    scores = list(
        Score.objects.current()
        .filter(node__kind__in=["goal", "index"], period__code="2025-Q2")
        .select_related("node")
    )
    assert head_of(scores, "t2").node.code == "equality"
    assert head_of(scores, "complete").node.code == "equality"
    assert head_of(scores, "").node.code == "index"


def test_headlines_cost_the_same_for_one_park_and_for_three(
    cast, scored, django_assert_num_queries
):
    parks = [cast.park, make_park(region=cast.district), make_park(region=cast.district)]
    for some in (parks[:1], parks):
        with django_assert_num_queries(2):
            headlines_of(some)
