"""The portfolio in the API: the same figures as the page, under the same filters."""

import pytest
from django.urls import reverse

from assessments.services.following import tick
from tests.assessments.many import copy_park
from tests.assessments.small import QUARTER, at, enter, file, publish

NAMES = [
    "portfolio",
    "portfolio_heat_map",
    "portfolio_ranking",
    "portfolio_stages",
    "portfolio_reports",
]


@pytest.fixture
def scored(cast):
    with at("2025-04-03"):
        publish(cast)
        enter(cast)
        file(cast, "2025-Q1", QUARTER)
    with at("2025-07-03"):
        tick()
        file(cast, "2025-Q2", QUARTER)
    return cast.park


def get(client, user, name, **query):
    client.force_login(user)
    with at("2025-07-20"):
        return client.get(reverse(f"api:{name}"), query)


def test_key_figures(client, cast, scored):
    copy_park(scored, "LH-02", score=80.0)
    found = get(client, cast.reviewer, "portfolio").json()
    assert (found["quarter"], found["framework"], found["as_of"]) == ("2025-Q2", "small:1", None)
    assert (found["parks"], found["parks_scored"], found["reports_accepted"]) == (2, 2, 2)
    assert found["quarter_before"] == "2025-Q1"
    assert get(client, cast.observer, "portfolio").json()["reports_overdue"] is None


def test_heat_map_with_its_pages(client, cast, scored):
    found = get(client, cast.reviewer, "portfolio_heat_map", order="sorting").json()
    assert (found["count"], found["page"], found["pages"]) == (1, 1, 1)
    assert [one["node"] for one in found["columns"]] == ["sorting", "piloting", "equality"]
    (row,) = found["rows"]
    assert row["park"]["code"] == "LH-01"
    assert row["head"]["node"] == "positioning"
    assert row["cells"][2]["null_reason"] == "not_asked"


def test_ranking_stages_and_reports(client, cast, scored):
    copy_park(scored, "LH-02", score=10.0)
    ranks = get(client, cast.reviewer, "portfolio_ranking").json()["ranks"]
    assert [(one["park"]["code"], one["place"]) for one in ranks] == [("LH-01", 1), ("LH-02", 2)]
    stages = get(client, cast.reviewer, "portfolio_stages").json()["stages"]
    assert {one["stage"]: one["parks"] for one in stages}["t1"] == 2
    reports = get(client, cast.reviewer, "portfolio_reports", list="accepted").json()
    assert [one["park"]["code"] for one in reports["rows"]] == ["LH-01", "LH-02"]
    assert get(client, cast.reviewer, "portfolio_reports", list="gates").json()["rows"] == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("query", [{"stage": "t9"}, {"region": "QN"}, {"regoin": "YJ"}])
def test_a_filter_that_cannot_be_is_an_error(client, cast, scored, name, query):
    answer = get(client, cast.reviewer, name, **query)
    assert answer.status_code == 400
    assert [one["field"] for one in answer.json()["errors"]] == list(query)


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("portfolio_heat_map", {"order": "zz"}),
        ("portfolio_heat_map", {"page": "0"}),
        ("portfolio_ranking", {"goal": "zz"}),
        ("portfolio_ranking", {"page": "x"}),
        ("portfolio_reports", {"list": "zz"}),
    ],
)
def test_what_does_not_exist_is_an_error(client, cast, scored, name, query):
    assert get(client, cast.reviewer, name, **query).status_code == 400


@pytest.mark.parametrize("name", NAMES)
def test_nobody_sees_parks_without_a_role(client, cast, scored, name):
    assert "LH-01" not in get(client, cast.stranger, name).content.decode()
