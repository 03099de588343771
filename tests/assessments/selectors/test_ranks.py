"""Places over the parks that the reader may see."""

from assessments.models import Score, StandingQuarter
from assessments.selectors.ranks import ranking_of
from parks.choices import Role
from tests.factories import grant, make_park, make_user


def copy_scores(scored, value):
    """Give another park of the district the same quarter with one score."""
    standing = StandingQuarter.objects.get(park=scored, period__code="2025-Q2")
    park = make_park(region=scored.region)
    StandingQuarter.objects.create(park=park, period=standing.period, version=standing.version)
    score = Score.objects.current().get(period=standing.period, node__code="vacancy", park=scored)
    score.pk, score.park, score.value = None, park, value
    score.null_reason = "" if value is not None else "nothing_observed"
    score.save()
    return standing, park


def test_ties_share_the_smallest_place_and_null_has_none(cast, scored):
    for value in (50.0, 10.0, None):
        standing, _park = copy_scores(scored, value)
    ranking = ranking_of(standing.version, standing.period, "vacancy", cast.reviewer)
    assert [row.place for row in ranking.rows] == [1, 1, 3, None]
    assert (ranking.parks, ranking.scored) == (4, 3)


def test_the_set_is_what_the_reader_may_see(cast, scored):
    standing, park = copy_scores(scored, 90.0)
    user = make_user()
    grant(user, Role.OBSERVER, park=park)
    ranking = ranking_of(standing.version, standing.period, "vacancy", user)
    assert [(row.score.park, row.place) for row in ranking.rows] == [(park, 1)]
    assert ranking.parks == 1


def test_nothing_visible_is_no_rank(cast, scored):
    standing = StandingQuarter.objects.get(park=scored, period__code="2025-Q2")
    ranking = ranking_of(standing.version, standing.period, "vacancy", cast.stranger)
    assert (ranking.rows, ranking.parks) == ((), 0)
