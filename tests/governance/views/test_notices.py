"""Monthly notices on pages."""

from datetime import date

import pytest
from django.urls import reverse

from governance.models import MonthlyNotice
from governance.services.notices import issue_notices
from governance.services.path import enter_stage
from parks.choices import Role
from tests.factories import grant, make_period, make_user
from tests.governance.supervised import in_october, late, more_parks

ISSUE = "/supervision/notices/issue/"


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


def url(name, cast, *more):
    return reverse(f"governance:{name}", args=[cast.park.code, *more])


def issued(cast, *months):
    for month in months:
        issue_notices([cast.park], make_period(month), by=cast.authority, remarks="Mind it.")


def entered(cast, *parks):
    for park in parks:
        enter_stage(park, "t1", entered_on=date(2026, 1, 1), reason="x", by=cast.authority)


def test_notice_list_shows_the_months_of_the_park(cast, as_person):
    assert b"No notices yet" in as_person("observer").get(url("notice_list", cast)).content
    issued(cast, "2026-08", "2026-09")
    page = as_person("observer").get(url("notice_list", cast)).content.decode()
    assert url("notice_detail", cast, "2026-09") in page
    assert page.count("Late") == 1
    assert as_person("stranger").get(url("notice_list", cast)).status_code == 404


def test_notice_list_costs_the_same_for_one_and_three(cast, as_person, django_assert_num_queries):
    issued(cast, "2026-09")
    client = as_person("lead")
    client.get(url("notice_list", cast))
    for more in (["2026-08", "2026-07"], []):
        with django_assert_num_queries(6):
            client.get(url("notice_list", cast))
        issued(cast, *more)


def test_notice_month_shows_the_parks_of_a_month(cast, as_person):
    parks = [cast.park, *more_parks(cast, 2)]
    issue_notices(parks, make_period("2026-09"), by=cast.authority)
    address = reverse("governance:notice_month", args=["2026-09"])
    page = as_person("authority").get(address).content.decode()
    assert all(park.name in page for park in parks)
    assert parks[1].name not in as_person("observer").get(address).content.decode()
    assert as_person("stranger").get(address).status_code == 404
    assert as_person("lead").get(address.replace("09", "08")).status_code == 404


def test_notice_month_costs_the_same_for_one_and_three(cast, as_person, django_assert_num_queries):
    issued(cast, "2026-09")
    client = as_person("authority")
    address = reverse("governance:notice_month", args=["2026-09"])
    client.get(address)
    for more in range(2):
        with django_assert_num_queries(5):
            client.get(address)
        if not more:
            issue_notices(more_parks(cast, 2), make_period("2026-09"), by=cast.authority)


def test_notice_detail_tells_the_frozen_figures(cast, as_person):
    late(cast)
    issued(cast, "2026-09")
    late(cast)
    page = as_person("lead").get(url("notice_detail", cast, "2026-09"))
    assert page.context["notice"].figures["findings"]["open"] == 1
    assert b"Mind it." in page.content
    assert as_person("lead").get(url("notice_detail", cast, "2026-08")).status_code == 404


def test_notice_issue_shows_what_the_notices_would_say(cast, as_person):
    entered(cast, cast.park)
    page = as_person("authority").get(ISSUE, {"region": "YJ", "month": "2026-09"})
    assert [one.park for one in page.context["drafts"].drafted] == [cast.park]
    assert str(page.context["due_on"]) == "2026-10-10"
    assert as_person("reviewer").get(ISSUE).status_code == 403


def test_notice_issue_issues_for_the_chosen_parks(cast, as_person):
    second, third = more_parks(cast, 2)
    entered(cast, cast.park, second, third)
    chosen = {
        "region": "YJ",
        "month": "2026-09",
        "park": [cast.park.code, second.code],
        "remarks": "Mind the deadlines.",
    }
    answer = as_person("authority").post(ISSUE, chosen)
    assert answer.headers["Location"] == reverse("governance:supervision_board")
    assert {one.park for one in MonthlyNotice.objects.all()} == {cast.park, second}
    again = as_person("authority").post(ISSUE, chosen)
    assert again.status_code == 409
    assert b"is issued already for" in again.content


def test_notice_issue_asks_for_a_park(cast, as_person):
    entered(cast, cast.park)
    page = as_person("authority").post(ISSUE, {"region": "YJ", "month": "2026-09"})
    assert page.status_code == 422
    long = {"month": "2026-09", "park": ["LH-01"], "remarks": "x" * 4_001}
    assert as_person("authority").post(ISSUE, long).status_code == 422
    assert not MonthlyNotice.objects.exists()


def test_notice_issue_leaves_foreign_parks_alone(cast, as_person):
    page = as_person("authority").post(ISSUE, {"month": "2026-09", "park": ["QN-01"]})
    assert page.status_code == 422
    assert not MonthlyNotice.objects.exists()


def test_notice_issue_of_an_authority_over_one_park_has_no_region(cast, client):
    user = make_user()
    grant(user, Role.AUTHORITY, park=cast.park)
    client.force_login(user)
    assert client.get(ISSUE).status_code == 200


def test_notice_issue_costs_the_same_for_one_and_three(cast, as_person, django_assert_num_queries):
    entered(cast, cast.park)
    client = as_person("authority")
    client.get(ISSUE)
    for more in range(2):
        with django_assert_num_queries(12):
            client.get(ISSUE)
        if not more:
            entered(cast, *more_parks(cast, 2))
