"""What follows an assignment and the passing of time; the published scores of real parks come out."""

import pytest
from django.core.cache import cache

from accounts import clock
from accounts.models import AuditAnchor
from assessments.models import Score, StandingQuarter
from assessments.selectors.ranks import ranking_of
from assessments.services import following, scoring
from governance.models import PathStep, StageReport
from parks.models import Observation, Period
from tests.assessments.mexico import ROWS, code_of, file_all, set_stage
from tests.assessments.small import QUARTER, at, enter, file, publish


@pytest.fixture
def filed(cast, django_capture_on_commit_callbacks):
    """The real parks filed and accepted; what is queued is carried out."""
    with at("2026-04-10"):
        version = set_stage(cast)
        with django_capture_on_commit_callbacks(execute=True):
            file_all(cast)
        yield version


def goal_scores():
    rows = Score.objects.current().filter(node__code="logistics_access")
    return dict(rows.values_list("park__code", "value"))


def test_real_parks_get_their_published_scores_and_ranks(cast, filed):
    scores = goal_scores()
    for number, row in enumerate(ROWS, start=1):
        assert scores[code_of(number)] == pytest.approx(100 * row["logistics_score"], abs=1e-9)

    period = Period.objects.get(code="2026-Q1")
    ranking = ranking_of(filed, period, "logistics_access", cast.reviewer)
    places = {row.score.park.code: row.place for row in ranking.rows}
    assert places == {code_of(number): row["rank"] for number, row in enumerate(ROWS, start=1)}
    assert (ranking.parks, ranking.scored) == (12, 12)


def test_rescoring_a_relative_quarter_twice_changes_nothing(cast, filed):
    before = list(Score.objects.order_by("pk").values_list("pk", "superseded_at"))
    scoring.rescore_quarter(filed, Period.objects.get(code="2026-Q1"))
    assert list(Score.objects.order_by("pk").values_list("pk", "superseded_at")) == before


def test_a_new_value_of_one_park_moves_the_others_after_the_commit(
    cast, filed, django_capture_on_commit_callbacks
):
    before = goal_scores()
    observed = Observation.objects.current().filter(park__code=code_of(1))
    with django_capture_on_commit_callbacks(execute=True) as queued:
        observed.update(value=-1000.0)
        park = observed[0].park
        scoring.mark_stale(park, [Period.objects.get(code="2026-Q1")])
        scoring.bring_up_to_date(park)

    after = goal_scores()
    assert len(queued) == 1
    assert after[code_of(1)] == 100.0
    assert after[code_of(3)] < before[code_of(3)]


def test_a_relative_version_scores_nothing_inside_the_acceptance(cast):
    with at("2026-04-10"):
        set_stage(cast, ROWS[:1])
        file_all(cast, ROWS[:1])
    assert not Score.objects.exists()
    assert StandingQuarter.objects.get().is_stale


def test_an_assignment_opens_reports_and_scores_what_is_on_record(
    cast, django_capture_on_commit_callbacks
):
    with at("2025-04-03"):
        version = publish(cast)
        enter(cast)
        file(cast, "2025-Q1", QUARTER)
    with at("2025-04-04"), django_capture_on_commit_callbacks(execute=True):
        following.queue_assignment(version.assignments.get())

    assert StandingQuarter.objects.get(period__code="2025-Q1").is_stale is False
    assert StageReport.objects.filter(park=cast.park, period__code="2024").exists()


def test_the_clock_opens_reports_and_begins_quarters(cast):
    with at("2025-04-03"):
        publish(cast)
        enter(cast)
        file(cast, "2025-Q1", QUARTER)
        assert following.tick() == (0, 0)
    with at("2025-07-03"):
        opened, begun = following.tick()
    assert (opened, begun) == (4, 1)


def test_the_others_are_scored_again_when_a_park_leaves_a_relative_version(
    cast, filed, django_capture_on_commit_callbacks
):
    park = StandingQuarter.objects.get(park__code=code_of(3)).park
    before = goal_scores()
    with django_capture_on_commit_callbacks(execute=True):
        publish(cast, park=park)
        PathStep.objects.create(
            park=park,
            stage="t1",
            entered_on="2025-01-01",
            reason="It begins here.",
            decided_by=cast.authority,
            decided_at=clock.now(),
        )
        scoring.mark_stale(park, [Period.objects.get(code="2026-Q1")])
    after = goal_scores()
    assert after[code_of(1)] > before[code_of(1)]


def test_home_looks_once_a_day(cast, django_assert_num_queries):
    cache.clear()
    with at("2025-05-02"):
        publish(cast)
        enter(cast)
        following.tick_daily()
        with django_assert_num_queries(0):
            following.tick_daily()


def test_quarters_in_between_are_begun_too(cast):
    with at("2025-04-03"):
        publish(cast)
        enter(cast)
        file(cast, "2025-Q1", QUARTER)
    with at("2026-01-02"):
        following.tick()
    begun = StandingQuarter.objects.values_list("period__code", flat=True)
    assert sorted(begun) == ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]


def test_tick_anchors_the_audit_trail_where_no_clock_does(cast):
    with at("2025-04-03"):
        publish(cast)
        following.tick()
        following.tick()
    assert AuditAnchor.objects.count() == 1
