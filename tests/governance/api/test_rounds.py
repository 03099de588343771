"""Supervision rounds through the API."""

import pytest
from rest_framework.test import APIClient

from governance.services import rounds
from tests.governance.supervised import accepted_quarter, drawn_round

NEW = {"region": "YJ-HT", "period": "2026-Q3", "reports_asked": 2, "evidence_asked": 2}


@pytest.fixture
def call(cast):
    def send(name, method, rest="", data=None):
        client = APIClient()
        client.force_authenticate(cast.person(name))
        form = None if method == "get" else "json"
        return getattr(client, method)(f"/api/v1/rounds{rest}", data, format=form)

    return send


def test_round_list_is_for_judges_of_the_region(cast, call):
    accepted_quarter(cast)
    drawn_round(cast)
    for name, count in (("reviewer", 1), ("authority", 1), ("lead", 0), ("observer", 0)):
        assert len(call(name, "get").data["results"]) == count
    assert call("authority", "get", data={"open": "false"}).data["results"] == []
    found = call("authority", "get", data={"region": "YJ-HT", "period": "2026-Q3"}).data["results"]
    assert (found[0]["drawn"], found[0]["checked"]) == (3, 0)


def test_round_list_costs_the_same_for_one_and_three(cast, call, django_assert_num_queries):
    for period in ("2026-Q3", "2026-Q2", "2026-Q1"):
        accepted_quarter(cast, period)
        drawn_round(cast, period=period)
        with django_assert_num_queries(1):
            call("authority", "get")


def test_a_round_through_its_whole_life(cast, call):
    accepted_quarter(cast)
    opened = call("authority", "post", data=NEW)
    assert (opened.status_code, opened.data["reports_in_population"]) == (201, 1)
    assert opened.data["sample"] == []
    drawn = call("authority", "post", "/YJ-HT/2026-Q3/draw")
    assert (drawn.status_code, len(drawn.data["sample"])) == (200, 3)
    assert drawn.data["is_drawn_again"]
    for position in (1, 2, 3):
        checked = call("reviewer", "patch", f"/YJ-HT/2026-Q3/items/{position}", {"remark": "Good."})
        assert (checked.status_code, checked.data["checked_by"]) == (200, {"name": "Reviewer"})
    closed = call("authority", "post", "/YJ-HT/2026-Q3/close", {"summary": "Well kept."})
    assert (closed.status_code, closed.data["summary"]) == (200, "Well kept.")
    assert call("authority", "post", "/YJ-HT/2026-Q3/close", {"summary": "x"}).status_code == 409


def test_round_list_refuses_what_does_not_fit(cast, call):
    assert call("authority", "post", data={**NEW, "region": "QN"}).data["code"] == "region_unknown"
    assert call("authority", "post", data={**NEW, "period": "x"}).data["code"] == "period_unknown"
    assert call("authority", "post", data={**NEW, "reports_asked": 0}).status_code == 400
    assert call("reviewer", "post", data=NEW).status_code == 403


def test_nobody_sends_the_seed(cast, call, monkeypatch):
    monkeypatch.setattr(rounds.secrets, "randbelow", lambda most: 5)
    assert call("authority", "post", data={**NEW, "seed": 9}).data["seed"] == 5


def test_round_detail_does_not_exist_for_others(cast, call):
    accepted_quarter(cast)
    drawn_round(cast)
    assert call("reviewer", "get", "/YJ-HT/2026-Q3").status_code == 200
    assert call("lead", "get", "/YJ-HT/2026-Q3").status_code == 404
    assert call("reviewer", "post", "/YJ-HT/2026-Q3/draw").status_code == 403
    assert call("reviewer", "patch", "/YJ-HT/2026-Q3/items/9", {"remark": "x"}).status_code == 404
