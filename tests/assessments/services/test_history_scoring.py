"""Imported history is scored: every quarter it reaches, in one go for all parks, each as if scored alone."""

from datetime import date

import pytest

from assessments.models import Score, StandingQuarter
from assessments.selectors.explaining import explained
from assessments.selectors.score_tree import quarter_of
from assessments.selectors.sources import grouped, sources_of
from assessments.services import history_scoring, scoring
from assessments.services.history_scoring import follow_history
from engine.errors import Code, EngineError, Problem
from governance.services.path import enter_stage
from parks.services.history_import import import_history
from tests.assessments.small import at, enter, publish
from tests.factories import make_park
from tests.parks.history import history_file

HISTORY = (
    "LH-01,vacancy,2024-Q3,30,",
    "LH-01,vacancy,2024-Q4,20,",
    "LH-01,vacancy,2025-Q1,10,",
    "LH-01,pilots,2025-Q1,,not_measured",
)


@pytest.fixture
def imported(cast, tmp_path, django_capture_on_commit_callbacks):
    """Import lines while the small framework is in force and the park on t1 from the start of 2025."""
    with at("2025-04-02"):
        publish(cast)
        enter(cast)

    def taken(*lines):
        with at("2025-07-02"), django_capture_on_commit_callbacks(execute=True):
            return import_history(history_file(tmp_path, *lines), by=cast.authority)

    return taken


def test_every_quarter_that_the_values_reach_is_scored(cast, imported):
    imported(*HISTORY)

    standing = StandingQuarter.objects.filter(park=cast.park).order_by("period__ends_on")
    assert [(one.period.code, one.is_stale) for one in standing] == [
        ("2025-Q1", False),
        ("2025-Q2", False),
    ]
    scores = Score.objects.current().filter(node__code="vacancy").order_by("period__ends_on")
    assert [(one.value, one.carried_from and one.carried_from.code) for one in scores] == [
        (75.0, None),
        (75.0, "2025-Q1"),
    ]


def test_nothing_is_scored_again_where_nothing_changed(cast, imported):
    imported(*HISTORY)
    before = list(Score.objects.order_by("pk").values())

    imported(*HISTORY)

    assert list(Score.objects.order_by("pk").values()) == before


def test_why_says_where_an_imported_value_comes_from(cast, imported):
    imported(*HISTORY)

    found = explained(quarter_of(cast.park, "2025-Q1"), "vacancy")
    (group,) = grouped(sources_of(found.used("vacancy")))
    assert found.is_verified
    assert (group.first.imported_by, group.first.import_file) == ("Authority", "history.csv")
    assert group.first.imported_at is not None
    assert (group.first.filed_by, group.first.accepted_by) == ("", "")


@pytest.mark.parametrize("together", [1, 1000])
def test_parks_scored_together_are_verified_each_by_itself(cast, imported, monkeypatch, together):
    monkeypatch.setattr(history_scoring, "MARKED_TOGETHER", together)
    neighbour = make_park("LH-02", cast.district)
    with at("2025-04-03"):
        enter_stage(neighbour, "t1", entered_on=date(2025, 1, 1), reason="Too.", by=cast.authority)
    imported(*HISTORY, "LH-02,vacancy,2025-Q1,20,", "LH-02,pilots,2025-Q1,8,")

    for park, score in ((cast.park, 75.0), (neighbour, 50.0)):
        standing = quarter_of(park, "2025-Q1")
        assert standing.manifest["units"] == {park.code: "t1"}
        assert explained(standing, "vacancy").is_verified
        assert explained(standing, "vacancy").step.score == score


def test_a_park_without_a_meaningful_score_keeps_no_other_from_being_scored(
    cast, imported, monkeypatch
):
    calls = []
    score = scoring._score

    def fail_together(standing):
        calls.append(len(standing))
        if len(calls) == 1:
            raise EngineError(Problem(Code.VALUE_NOT_FINITE, "Not finite.", place="LH-01"))
        score(standing)

    monkeypatch.setattr(scoring, "_score", fail_together)
    imported(*HISTORY)

    assert not StandingQuarter.objects.filter(is_stale=True).exists()


def test_parks_outside_every_framework_are_left_alone(cast):
    with at("2025-04-02"):
        follow_history([cast.foreign_park.pk], date(2024, 12, 31), date(2024, 12, 31))

    assert not StandingQuarter.objects.exists()
