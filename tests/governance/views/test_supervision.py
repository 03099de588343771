"""The board of supervision on its page, and its export."""

import pytest
from django.urls import reverse

from governance.services.notices import issue_notices
from tests.factories import make_period
from tests.governance.supervised import (
    accepted_quarter,
    closed,
    drawn_round,
    in_october,
    late,
    more_parks,
    raised,
)

URL = "/supervision/"


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def page_for(client, user, **asked):
    client.force_login(user)
    return client.get(URL, asked)


def test_supervision_board_offers_what_the_person_may_begin(client, cast):
    for name, opens in (("authority", True), ("reviewer", False), ("lead", False)):
        page = page_for(client, cast.person(name)).content.decode()
        assert (reverse("governance:round_create") in page) == opens
        assert (reverse("governance:notice_issue") in page) == opens


def test_supervision_board_keeps_its_filters_in_the_address(client, cast):
    late(cast, title="A loose rail")
    raised(cast, title="A missing page")
    page = page_for(client, cast.reviewer, overdue="1", severity="major").content.decode()
    assert "A loose rail" in page
    assert "A missing page" not in page
    assert "?overdue=1&amp;severity=major&amp;status=open" in page


def test_supervision_board_answers_htmx_with_the_part(client, cast):
    client.force_login(cast.reviewer)
    part = client.get(URL, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div id="found"')


def test_supervision_board_shows_rounds_and_notices(client, cast):
    accepted_quarter(cast)
    drawn_round(cast)
    issue_notices([cast.park], make_period("2026-09"), by=cast.authority)
    page = page_for(client, cast.reviewer).content.decode()
    assert reverse("governance:round_detail", args=["YJ-HT", "2026-Q3"]) in page
    assert "0 of 3" in page
    assert "September 2026" in page
    assert "Quarterly rounds" not in page_for(client, cast.lead).content.decode()


def test_supervision_board_says_what_it_is_for_while_empty(client, cast):
    assert b"No findings yet" in page_for(client, cast.observer).content
    assert b"No finding is like this" in page_for(client, cast.observer, status="open").content


def test_supervision_board_costs_the_same_for_one_and_three(
    client, cast, django_assert_num_queries
):
    accepted_quarter(cast)
    drawn_round(cast)
    parks = [cast.park, *more_parks(cast, 2)]
    client.force_login(cast.authority)
    client.get(URL)
    for asked in (parks[:1], parks):
        for park in asked:
            raised(cast, park=park)
        with django_assert_num_queries(11):
            client.get(URL)


def test_finding_export_hands_out_what_the_board_shows(client, cast):
    raised(cast)
    closed(cast, title="A closed gate")
    client.force_login(cast.observer)
    answer = client.get(reverse("governance:finding_export"), {"status": "closed"})
    assert answer.headers["X-Row-Count"] == "1"
    text = answer.getvalue().decode()
    assert "A closed gate" in text
    assert "ramp" not in text
