"""Acceptance brings scores up to date: which quarters, what is kept, and what happens when something goes wrong."""

from datetime import date, timedelta

import pytest

from accounts import clock
from assessments.models import Score, StandingQuarter
from assessments.services import scoring
from assessments.services.reporting import open_due_reports
from engine.errors import Code, EngineError, Problem
from governance.models import StageReport
from governance.report_workflow import reopen_report
from governance.services.path import enter_stage
from parks.models import Observation, Period
from tests.assessments.small import QUARTER, accept, at, draft, enter, file, fill, publish
from tests.factories import make_park


@pytest.fixture
def version(cast):
    """The small framework in force, the park on stage t1 from the start of 2025, its due reports open."""
    with at("2025-04-02"):
        version = publish(cast)
        enter(cast)
        yield version


def scores_of(park, period):
    rows = Score.objects.current().filter(park=park, period__code=period)
    return {row.node.code: row for row in rows.select_related("node", "carried_from")}


def test_acceptance_scores_the_quarter(cast, version):
    file(cast, "2025-Q1", QUARTER)

    scores = scores_of(cast.park, "2025-Q1")

    assert scores["vacancy"].value == 75.0
    assert scores["vacancy"].raw_value == 10.0
    assert scores["pilots"].value == 100.0
    assert scores["tax_per_mu"].null_reason == "nothing_observed"
    assert scores["sorting"].value == 75.0
    assert scores["sorting"].completeness == 0.5
    assert scores["positioning"].value == pytest.approx((75 + 2 * 100) / 3)
    assert scores["equality"].null_reason == "not_asked"
    assert scores["index"].null_reason == "not_asked"
    standing = StandingQuarter.objects.get(park=cast.park, period__code="2025-Q1")
    assert (standing.is_stale, standing.stage, standing.version) == (False, "t1", version)
    assert set(standing.manifest) >= {"spec_hash", "data_hash", "result_hash", "units"}


def test_a_value_is_carried_into_later_quarters_as_far_as_its_limit(cast, version):
    with at("2026-01-20"):
        open_due_reports()
        file(cast, "2025-Q2", QUARTER)
        q3, q4 = scores_of(cast.park, "2025-Q3"), scores_of(cast.park, "2025-Q4")

    assert (q3["vacancy"].value, q3["vacancy"].carried_from.code) == (75.0, "2025-Q2")
    assert (q4["vacancy"].value, q4["vacancy"].carried_from.code) == (75.0, "2025-Q2")
    assert "2025-Q1" not in StandingQuarter.objects.values_list("period__code", flat=True)


def test_items_of_other_frequencies_make_the_formula(cast, version):
    with at("2025-04-03"):
        file(cast, "2024", {"land": 100.0})
        for month in ("2025-01", "2025-02", "2025-03"):
            file(cast, month, {"tax": 200.0})

    row = scores_of(cast.park, "2025-Q1")["tax_per_mu"]

    assert row.raw_value == pytest.approx(6.0)
    assert row.value == pytest.approx(60.0)


def test_only_changed_rows_are_superseded(cast, version):
    with at("2025-04-03"):
        report = file(cast, "2025-Q1", QUARTER)
    before = {row.pk for row in Score.objects.current()}
    with at("2025-04-04"):
        again = reopen_report(report, by=cast.authority, reason="A mistake.")
        accept(fill(again, {**QUARTER, "vacancy": 20.0}, cast), cast)

    changed = Score.objects.filter(superseded_at__isnull=False).values_list("node__code", flat=True)
    assert sorted(changed) == ["positioning", "sorting", "vacancy"]
    assert scores_of(cast.park, "2025-Q1")["vacancy"].value == 50.0
    kept = {row.pk for row in Score.objects.current()} & before
    assert len(kept) == len(before) - 3


def test_scores_as_they_were_known_at_a_moment(cast, version):
    with at("2025-04-03"):
        report = file(cast, "2025-Q1", QUARTER)
    with at("2025-04-05"):
        again = reopen_report(report, by=cast.authority, reason="A mistake.")
        accept(fill(again, {**QUARTER, "vacancy": 20.0}, cast), cast)
        moment = clock.now()

    known = Score.objects.filter(node__code="vacancy")
    assert known.known_at(moment).get().value == 50.0
    assert known.known_at(moment - timedelta(days=1)).get().value == 75.0


def test_scoring_twice_changes_nothing(cast, version):
    file(cast, "2025-Q1", QUARTER)
    before = list(Score.objects.order_by("pk").values())
    period = Period.objects.get(code="2025-Q1")

    scoring.mark_stale(cast.park, [period])
    scoring.bring_up_to_date(cast.park, quarters=[period])

    assert list(Score.objects.order_by("pk").values()) == before


def test_a_cap_looks_at_the_quarter_before(cast, version):
    file(cast, "2025-Q1", {**QUARTER, "pilots": 9.0})
    with at("2025-07-02"):
        open_due_reports()
        file(cast, "2025-Q2", {**QUARTER, "pilots": 6.0})

    goal = scores_of(cast.park, "2025-Q2")["positioning"]
    assert goal.value == 50.0
    assert [cap["at"] for cap in goal.cap["applied"]] == [50.0]


def test_an_error_of_the_engine_leaves_the_quarter_stale_and_the_acceptance_standing(
    cast, version, monkeypatch
):
    def refuse(*args, **kwargs):
        raise EngineError(Problem(Code.VALUE_NOT_FINITE, "No.", place="LH-01, tax"))

    monkeypatch.setattr("assessments.selectors.inputs.score", refuse)
    report = file(cast, "2025-Q1", QUARTER)

    standing = StandingQuarter.objects.get(park=cast.park, period__code="2025-Q1")
    assert standing.is_stale
    assert standing.problems[0]["code"] == "value_not_finite"
    assert StageReport.objects.get(pk=report.pk).status == "accepted"
    assert not Score.objects.exists()


def test_any_other_error_rolls_the_acceptance_back(cast, version, monkeypatch):
    def fail(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr("assessments.selectors.inputs.score", fail)
    with pytest.raises(ZeroDivisionError):
        file(cast, "2025-Q1", QUARTER)

    assert StageReport.objects.get(park=cast.park, period__code="2025-Q1").status == "in_review"
    assert not Observation.objects.exists()


def test_a_stale_quarter_is_scored_with_the_next_acceptance(cast, version, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("assessments.services.scoring._score", _refuse)
        file(cast, "2025-Q1", QUARTER)
    file(cast, "2024", {"land": 100.0})

    assert scores_of(cast.park, "2025-Q1")["vacancy"].value == 75.0


def _refuse(*args):
    raise EngineError(Problem(Code.VALUE_NOT_FINITE, "No."))


def test_a_quarter_that_has_not_ended_is_not_scored(cast, version):
    with at("2025-05-03"):
        open_due_reports()
        file(cast, "2025-04", {"tax": 5.0})

    assert "2025-Q2" not in StandingQuarter.objects.values_list("period__code", flat=True)


def test_the_quarter_that_ended_is_begun_by_the_clock(cast, version):
    file(cast, "2025-Q1", QUARTER)
    with at("2025-07-02"):
        assert scoring.score_ended_quarters() == 1
        assert scoring.score_ended_quarters() == 0

    assert scores_of(cast.park, "2025-Q2")["vacancy"].carried_from.code == "2025-Q1"


def test_before_the_path_a_staged_framework_scores_nothing(cast):
    with at("2025-04-02"):
        publish(cast)
        scoring.mark_stale(cast.park, [Period.objects.get(code="2025-Q1")])

    assert not StandingQuarter.objects.exists()


def test_an_entry_on_the_path_scores_what_is_on_record(cast, version):
    file(cast, "2025-Q1", QUARTER)
    Score.objects.all().delete()
    StandingQuarter.objects.all().delete()

    scoring.follow_change([cast.park], Period.objects.get(code="2025-Q1").starts_on)

    assert scores_of(cast.park, "2025-Q1")["vacancy"].value == 75.0


def test_what_stands_by_the_same_version_and_stage_is_not_scored_again(cast, version, monkeypatch):
    file(cast, "2025-Q1", QUARTER)
    monkeypatch.setattr(scoring, "gather", _refuse)
    scoring.follow_change([cast.park], Period.objects.get(code="2025-Q1").starts_on)


def test_many_parks_are_scored_together_each_as_if_alone(cast, version, monkeypatch):
    other = make_park("LH-02", cast.district)
    file(cast, "2025-Q1", QUARTER)
    for one in Observation.objects.filter(park=cast.park):
        one.pk, one.park = None, other
        one.save()
    scored = []
    monkeypatch.setattr(scoring, "store_scores", _noting(scored, scoring.store_scores))
    enter_stage(other, "t1", entered_on=date(2025, 1, 1), reason="As well.", by=cast.authority)
    Score.objects.all().delete()
    StandingQuarter.objects.all().delete()
    scored.clear()

    scoring.follow_change([cast.park, other], date(2025, 1, 1))

    assert scored == [2]
    own, others = scores_of(cast.park, "2025-Q1"), scores_of(other, "2025-Q1")
    assert {code: row.value for code, row in own.items()} == {
        code: row.value for code, row in others.items()
    }


def _noting(scored, store):
    def noted(result, standing):
        scored.append(len(standing))
        return store(result, standing)

    return noted


def test_another_version_supersedes_all_scores_of_its_quarters(cast, version):
    file(cast, "2025-Q1", QUARTER)
    publish(cast, _second(), park=cast.park)
    scoring.follow_change([cast.park], Period.objects.get(code="2025-Q1").starts_on)

    versions = Score.objects.current().values_list("node__version__version", flat=True)
    assert set(versions) == {"2"}


def _second():
    from tests.assessments.small import SMALL

    return SMALL.replace('version: "1"', 'version: "2"')


def test_a_report_that_asks_for_nothing_more_is_filed_empty(cast, version):
    report = draft(cast.park, "2025-01")
    accept(fill(report, {}, cast), cast)

    assert scores_of(cast.park, "2025-Q1")["positioning"].null_reason == "nothing_observed"
