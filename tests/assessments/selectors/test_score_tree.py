"""The tree of a quarter's scores, beside the quarter before."""

import pytest
from django.urls import reverse

from assessments.models import StandingQuarter
from assessments.selectors.score_tree import quarter_of, score_tree
from assessments.services.assignments import assign_version
from assessments.services.frameworks import load_framework, publish_version
from engine.errors import Code, EngineError, Problem
from parks.services.periods import period_of
from tests.assessments.small import SMALL, at


def rows(park, period=""):
    tree = score_tree(quarter_of(park, period))
    return tree, {row.score.node.code: row for row in tree.rows}


def test_nodes_hang_below_their_parents_in_tree_order(scored):
    tree, by_code = rows(scored)
    assert [row.score.node.code for row in tree.tops] == ["index"]
    assert tree.index is tree.tops[0]
    assert [goal.score.node.code for goal in tree.goals] == ["positioning", "equality"]
    assert [one.score.node.code for one in by_code["sorting"].children] == [
        "vacancy",
        "tax_per_mu",
    ]


def test_a_share_is_the_part_of_the_group_s_weight(scored):
    _tree, by_code = rows(scored)
    assert by_code["piloting"].share == pytest.approx(2 / 3)


def test_changes_refer_to_the_quarter_before(scored):
    tree, by_code = rows(scored)
    assert tree.has_before
    assert by_code["vacancy"].change == -25.0
    assert by_code["access"].change is None
    first, _by_code = rows(scored, "2025-Q1")
    assert not first.has_before


def test_a_quarter_that_another_version_cannot_score_is_shown_by_the_one_that_did(
    client, cast, scored, monkeypatch, django_capture_on_commit_callbacks
):
    def refuse(*args, **kwargs):
        raise EngineError(Problem(Code.VALUE_NOT_FINITE, "No.", place="LH-01, tax"))

    with at("2025-07-04"), django_capture_on_commit_callbacks(execute=True):
        text = SMALL.replace('version: "1"', 'version: "2"').replace("weight: 2", "weight: 3")
        second = publish_version(load_framework(text, by=cast.administrator), by=cast.administrator)
        monkeypatch.setattr("assessments.selectors.inputs.score", refuse)
        assign_version(
            second, from_period=period_of("2025-Q2"), region=cast.province, by=cast.administrator
        )
    monkeypatch.undo()
    waiting = StandingQuarter.objects.get(period__code="2025-Q2")
    assert (waiting.version, waiting.is_stale) == (second, True)
    tree, by_code = rows(scored)
    assert (tree.standing.version.version, tree.standing.stage) == ("1", "t1")
    assert by_code["piloting"].share == pytest.approx(2 / 3)
    client.force_login(cast.observer)
    answer = client.get(reverse("assessments:why", args=["LH-01", "positioning"]))
    assert "Scored again just now" in answer.content.decode()


def test_a_later_stage_is_not_asked(scored):
    _tree, by_code = rows(scored)
    assert not by_code["equality"].is_asked
    assert by_code["equality"].score.completeness is None
    assert by_code["positioning"].inclusion == "old and new"


def test_bands_and_units_have_their_words(scored):
    _tree, by_code = rows(scored)
    assert (by_code["vacancy"].band, by_code["vacancy"].band_title) == ("forming", "Forming")
    assert by_code["vacancy"].unit == "%"


def test_an_unscored_quarter_is_none(scored):
    assert quarter_of(scored, "2020-Q1") is None


def test_a_tree_takes_two_queries(scored, django_assert_num_queries):
    standing = quarter_of(scored)
    with django_assert_num_queries(2):
        score_tree(standing)
