"""Scores, why and ranks in the API: what is answered, to whom, and that it suffices to compute a score again."""

from dataclasses import fields

import pytest
from django.urls import reverse

from accounts import clock
from assessments.services.reporting import open_due_reports
from engine.explain import Explanation, rebuild
from engine.explanation import CapStep, InputValue, LeafStep, NodeStep, Share
from governance.report_workflow import reopen_report
from tests.assessments.small import QUARTER, accept, at, enter, file, fill, publish


@pytest.fixture
def scored(cast):
    with at("2025-04-03"):
        publish(cast)
        enter(cast)
        file(cast, "2024", {"land": 100.0})
        for month in ("2025-01", "2025-02", "2025-03"):
            file(cast, month, {"tax": 200.0})
        file(cast, "2025-Q1", {**QUARTER, "pilots": 9.0})
    with at("2025-07-03"):
        open_due_reports()
        file(cast, "2025-Q2", {"vacancy": "not_applicable", "pilots": 6.0})
    return cast.park


def get(client, user, name, *args, **query):
    client.force_login(user)
    return client.get(reverse(f"api:{name}", args=args), query)


def test_score_list_answers_current_scores_of_visible_parks(client, cast, scored):
    answer = get(client, cast.observer, "score_list", period="2025-Q1", kind="goal")

    rows = {row["node"]: row for row in answer.json()["results"]}
    assert set(rows) == {"positioning", "equality"}
    assert rows["equality"]["null_reason"] == "not_asked"
    assert rows["positioning"]["titles"]["en"] == "Positioning"
    assert get(client, cast.stranger, "score_list").json()["results"] == []


def test_score_list_answers_what_was_known_at_a_moment(client, cast, scored):
    with at("2025-07-04"):
        moment = clock.now().isoformat()
    with at("2025-07-05"):
        report = cast.park.reports.get(period__code="2025-Q1")
        again = reopen_report(report, by=cast.authority, reason="A mistake.")
        accept(fill(again, {**QUARTER, "vacancy": 30.0}, cast), cast)

    asked = {"period": "2025-Q1", "node": "vacancy"}
    now = get(client, cast.observer, "score_list", **asked).json()["results"]
    then = get(client, cast.observer, "score_list", known_at=moment, **asked).json()["results"]
    assert [row["value"] for row in now] == [25.0]
    assert [row["value"] for row in then] == [75.0]


def test_a_wrong_filter_is_a_problem(client, cast, scored):
    answer = get(client, cast.observer, "score_list", known_at="yesterday")
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


def test_park_scores_answers_the_whole_tree_in_order(client, cast, scored):
    answer = get(client, cast.observer, "park_scores", "LH-01", period="2025-Q1").json()

    nodes = [row["node"] for row in answer["scores"]]
    assert nodes[:3] == ["index", "positioning", "sorting"]
    assert (answer["stage"], answer["is_stale"]) == ("t1", False)
    assert set(answer["manifest"]) == {"engine_version", "spec_hash", "data_hash", "result_hash"}


@pytest.mark.parametrize("period", ["2025-Q1", "2025-Q2"])
def test_every_score_is_computed_again_from_its_why_alone(client, cast, scored, period):
    tree = get(client, cast.observer, "park_scores", "LH-01", period=period).json()
    for row in tree["scores"]:
        why = get(client, cast.observer, "why", "LH-01", row["node"], period=period).json()
        assert why["is_verified"]
        assert rebuild(explanation_from(why))[row["node"]] == row["value"]


def test_why_names_the_people_and_the_report_behind_every_value(client, cast, scored):
    answer = get(client, cast.observer, "why", "LH-01", "tax_per_mu", period="2025-Q1").json()

    assert [one["indicator"] for one in answer["sources"]] == ["tax", "tax", "tax", "land"]
    first = answer["sources"][0]
    assert (first["filed_by"], first["submitted_by"], first["accepted_by"]) == (
        "Editor",
        "Lead",
        "Reviewer",
    )
    assert first["report"] == {"period": "2025-03", "revision": 1}
    assert answer["rules_in_words"]["tax / land"]["en"] == "Tax paid ÷ Land"


@pytest.mark.parametrize("name", ["park_scores", "why"])
@pytest.mark.parametrize("role", ["stranger", "administrator"])
def test_scores_of_a_park_without_a_role_are_not_found(client, cast, scored, name, role):
    args = ["LH-01"] if name == "park_scores" else ["LH-01", "vacancy"]
    answer = get(client, cast.person(role), name, *args)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_rank_list_names_the_set_it_ranks(client, cast, scored):
    asked = {"period": "2025-Q1", "node": "positioning"}
    answer = get(client, cast.observer, "rank_list", "small", "1", **asked).json()
    assert (answer["parks"], answer["scored"]) == (1, 1)
    assert [(row["park"], row["place"]) for row in answer["ranks"]] == [("LH-01", 1)]

    nothing = get(client, cast.stranger, "rank_list", "small", "1", **asked).json()
    assert (nothing["parks"], nothing["ranks"]) == (0, [])


def test_rank_list_says_what_it_needs(client, cast, scored):
    answer = get(client, cast.observer, "rank_list", "small", "1")
    assert answer.status_code == 400
    assert {error["field"] for error in answer.json()["errors"]} == {"period", "node"}


@pytest.mark.parametrize(
    ("name", "args", "expected"),
    [
        ("score_list", [], 3),
        ("park_scores", ["LH-01"], 6),
        ("why", ["LH-01", "positioning"], 13),
    ],
)
def test_queries_do_not_grow_with_the_rows(
    client, cast, scored, name, args, expected, django_assert_num_queries
):
    get(client, cast.observer, name, *args)
    with django_assert_num_queries(expected):
        client.get(reverse(f"api:{name}", args=args))


def explanation_from(data) -> Explanation:
    """Read an explanation back from an answer, using nothing else."""
    return Explanation(
        data["park"], data["top"], tuple(data["path"]), tuple(map(step_from, data["steps"]))
    )


def step_from(data):
    made = LeafStep if data["kind"] == "indicator" else NodeStep
    data = {field.name: data[field.name] for field in fields(made)}
    data["caps"] = tuple(cap_from(cap) for cap in data["caps"])
    data["scale"] = tuple(data["scale"])
    if made is LeafStep:
        data["inputs"] = tuple(InputValue(**one) for one in data["inputs"])
        return LeafStep(**data)
    data["shares"] = tuple(Share(**one) for one in data["shares"])
    return NodeStep(**data)


def cap_from(data) -> CapStep:
    inputs = tuple(InputValue(**one) for one in data["inputs"])
    return CapStep(**{**data, "inputs": inputs, "missing": tuple(data["missing"])})
