"""Findings through the API."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from governance.models import Actor, Finding
from governance.selectors.finding_detail import proof_of
from governance.services.proof import Proof, attach_proof
from tests.governance.supervised import (
    LINK,
    OCTOBER,
    accepted_quarter,
    closed,
    drawn_round,
    late,
    more_parks,
    raised,
    rectified,
)

URL = "/api/v1/findings"
NEW = {"park": "LH-01", "title": "No rail", "severity": "minor", "due_on": "2026-11-30"}


@pytest.fixture
def call(cast):
    def send(name, method, rest="", data=None, **kwargs):
        client = APIClient()
        client.force_authenticate(cast.person(name))
        kwargs.setdefault("format", "json" if method != "get" else None)
        return getattr(client, method)(f"{URL}{rest}", data, **kwargs)

    return send


def codes(answer):
    return [one["code"] for one in answer.data["results"]]


def test_finding_list_tells_what_may_be_done(cast, call):
    raised(cast)
    closed(cast)
    first, second = call("lead", "get").data["results"]
    assert (first["may_plan"], first["may_close"], second["may_plan"]) == (True, False, False)
    assert (first["park"], first["raised_by"]) == ("LH-01", {"name": "Reviewer"})
    assert codes(call("observer", "get")) == ["2026-002"]
    assert codes(call("stranger", "get")) == []


def test_finding_list_is_narrowed(cast, call):
    raised(cast, severity="severe")
    late(cast)
    for asked, found in (
        ({"severity": "severe"}, ["2026-001"]),
        ({"overdue": "true"}, ["2026-002"]),
        ({"region": "YJ", "order": "park"}, ["2026-001", "2026-002"]),
        ({"due_until": "2026-09-30"}, ["2026-002"]),
        ({"park": "QN-01"}, []),
        ({"status": "closed"}, []),
    ):
        assert codes(call("reviewer", "get", data=asked)) == found


def test_finding_list_costs_the_same_for_one_and_three(cast, call, django_assert_num_queries):
    parks = [cast.park, *more_parks(cast, 2)]
    for asked in (parks[:1], parks):
        for park in asked:
            raised(cast, park=park)
        with django_assert_num_queries(1):
            call("lead", "get")


def test_finding_raise_answers_with_the_finding(cast, call):
    Actor.objects.create(
        park=cast.park,
        code="A-1",
        kind="business",
        recorded_at=OCTOBER,
        changed_at=OCTOBER,
        recorded_by=cast.editor,
    )
    answer = call("reviewer", "post", data={**NEW, "responsible": "A-1"})
    assert (answer.status_code, answer.data["code"]) == (201, "2026-001")
    assert (answer.data["responsible"], answer.data["raised_on"]) == ("A-1", "2026-10-09")


def test_finding_raise_names_an_item(cast, call):
    accepted_quarter(cast)
    item = drawn_round(cast).sample.first().address
    answer = call("reviewer", "post", data={**NEW, "item": item})
    assert answer.data["round"] == {"region": "YJ-HT", "period": "2026-Q3"}
    assert answer.data["report"] == "2026-Q3"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"park": "QN-01"}, "park_unknown"),
        ({"responsible": "A-9"}, "actor_unknown"),
        ({"item": "YJ/2026-Q3/1"}, "item_unknown"),
        ({"due_on": "2026-10-09"}, "deadline_order"),
    ],
)
def test_finding_raise_refuses_what_does_not_fit(cast, call, wrong, code):
    answer = call("reviewer", "post", data={**NEW, **wrong})
    assert (answer.status_code, answer.data["code"]) == (400, code)
    assert not Finding.objects.exists()


def test_finding_raise_is_not_for_the_committee(cast, call):
    assert call("lead", "post", data=NEW).status_code == 403


def test_finding_detail_has_steps_and_proof(cast, call):
    rectified(cast, day=date(2026, 9, 1))
    answer = call("lead", "get", "/LH-01/2026-001").data
    assert [one["step"] for one in answer["steps"]] == ["raise", "rectify"]
    assert [one["url"] for one in answer["proof"]] == [LINK.url]
    assert call("observer", "get", "/LH-01/2026-001").status_code == 404


def test_finding_evidence_list_takes_links_and_files(cast, call):
    raised(cast)
    rest = "/LH-01/2026-001/evidence"
    assert call("editor", "post", rest, {"url": LINK.url}).status_code == 201
    file = SimpleUploadedFile("rails.csv", b"rail,height\nA,3\n")
    answer = call("editor", "post", rest, {"file": file}, format="multipart")
    assert (answer.status_code, answer.data["title"]) == (201, "rails.csv")
    assert len(call("reviewer", "get", rest).data["results"]) == 2
    assert call("reviewer", "post", rest, {"url": LINK.url}).status_code == 403
    assert call("editor", "post", rest, {}).data["code"] == "address_refused"


def test_finding_evidence_detail_hands_out_and_takes_off(cast, call):
    finding = raised(cast)
    file = SimpleUploadedFile("rails.csv", b"rail,height\nA,3\n")
    evidence = attach_proof(finding, Proof(file=file), by=cast.editor)
    rest = f"/LH-01/2026-001/evidence/{evidence.pk}"
    assert call("reviewer", "get", rest).getvalue() == b"rail,height\nA,3\n"
    assert call("reviewer", "delete", rest).status_code == 403
    assert call("lead", "delete", rest).status_code == 204
    assert call("lead", "get", rest).status_code == 404
    assert not proof_of(finding).exists()
