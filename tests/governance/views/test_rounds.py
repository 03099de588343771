"""Supervision rounds on pages."""

import pytest
from django.urls import reverse

from governance.models import SupervisionRound
from governance.services.rounds import check_item
from governance.views.rounds import find_item
from tests.governance.supervised import accepted_quarter, drawn_round, in_october

NEW = {"region": "YJ-HT", "period": "2026-Q3", "reports_asked": "2", "evidence_asked": "2"}
WHERE = ["YJ-HT", "2026-Q3"]


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


@pytest.fixture
def as_person(client, cast):
    def sign_in(name):
        client.force_login(cast.person(name))
        return client

    return sign_in


def url(name, *more):
    return reverse(f"governance:{name}", args=[*WHERE, *more])


def test_round_create_opens_the_round_of_a_quarter(cast, as_person):
    address = reverse("governance:round_create")
    assert as_person("authority").get(address).status_code == 200
    assert as_person("authority").post(address, NEW).headers["Location"] == url("round_detail")
    again = as_person("authority").post(address, NEW)
    assert again.status_code == 422
    assert b"This region has a supervision round of this quarter already." in again.content
    wrong = as_person("authority").post(address, {**NEW, "region": "QN", "period": "2026-Q4"})
    assert wrong.status_code == 422
    assert as_person("reviewer").get(address).status_code == 403


def test_round_detail_says_seed_and_population(cast, as_person):
    accepted_quarter(cast)
    drawn_round(cast, seed=4711)
    page = as_person("reviewer").get(url("round_detail")).content.decode()
    assert "random.Random(4711)" in page
    assert "Drawn again just now: the same sample" in page
    assert as_person("lead").get(url("round_detail")).status_code == 404


def test_round_detail_costs_the_same_for_one_and_three(cast, as_person, django_assert_num_queries):
    accepted_quarter(cast)
    drawn_round(cast, reports=1, evidence=0)
    client = as_person("authority")
    client.get(url("round_detail"))
    with django_assert_num_queries(9):
        client.get(url("round_detail"))
    supervision = SupervisionRound.objects.get()
    for position, evidence in enumerate(supervision.sample.get().report.evidence.all(), start=2):
        supervision.sample.create(position=position, report=evidence.report, evidence=evidence)
    with django_assert_num_queries(9):
        client.get(url("round_detail"))


def test_round_draw_draws_once(cast, as_person):
    address = reverse("governance:round_create")
    as_person("authority").post(address, NEW)
    nothing = as_person("authority").post(url("round_draw"))
    assert nothing.status_code == 422
    assert b"there is nothing to draw from" in nothing.content
    accepted_quarter(cast)
    assert as_person("reviewer").post(url("round_draw")).status_code == 403
    assert as_person("authority").post(url("round_draw")).status_code == 302
    assert as_person("authority").post(url("round_draw")).status_code == 409


def test_round_check_keeps_what_was_seen(cast, as_person):
    accepted_quarter(cast)
    supervision = drawn_round(cast)
    empty = as_person("reviewer").post(url("round_check", 1), {"remark": " "})
    assert empty.status_code == 422
    assert as_person("reviewer").post(url("round_check", 1), {"remark": "Good."}).status_code == 302
    assert supervision.sample.get(position=1).remark == "Good."
    assert as_person("reviewer").post(url("round_check", 9), {"remark": "x"}).status_code == 404


def test_round_close_takes_checked_items_and_a_summary(cast, as_person):
    accepted_quarter(cast)
    supervision = drawn_round(cast)
    early = as_person("authority").post(url("round_close"), {"summary": "Well kept."})
    assert early.status_code == 422
    assert b"Well kept." in early.content
    for item in supervision.sample.all():
        check_item(item, remark="Good.", by=cast.reviewer)
    assert as_person("authority").post(url("round_close"), {"summary": ""}).status_code == 422
    assert as_person("authority").post(url("round_close"), {"summary": "Good."}).status_code == 302
    assert b"Good." in as_person("reviewer").get(url("round_detail")).content


def test_round_export_hands_out_the_sample(cast, as_person):
    accepted_quarter(cast)
    drawn_round(cast)
    answer = as_person("reviewer").get(url("round_export"))
    assert answer.headers["X-Row-Count"] == "3"
    assert "round-YJ-HT-2026-Q3" in answer.headers["Content-Disposition"]


def test_round_population_hands_out_what_is_drawn_from(cast, as_person):
    accepted_quarter(cast, links=4)
    drawn_round(cast)
    answer = as_person("reviewer").get(url("round_population"))
    assert answer.headers["X-Row-Count"] == "5"


def test_an_item_is_found_below_its_park(cast):
    accepted_quarter(cast)
    item = drawn_round(cast).sample.first()
    assert find_item(cast.reviewer, item.address, park=cast.park) == item
