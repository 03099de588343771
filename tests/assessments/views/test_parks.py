"""The page of one park."""

import pytest
from django.urls import reverse

from assessments.models import StandingQuarter
from parks.models import Grant, Park
from tests.assessments.many import copy_park
from tests.assessments.small import at, enter, publish


def page(client, user, code="LH-01", **query):
    client.force_login(user)
    return client.get(reverse("assessments:park_detail", args=[code]), query)


def test_park_detail_shows_path_scores_trend_and_reports(client, cast, scored):
    with at("2025-07-03"):
        html = page(client, cast.editor).content.decode()
    for text in (
        "联合老机械园区",
        "Explore",
        "Positioning",
        "Not yet asked",
        "Overdue",
        "trend-data",
    ):
        assert text in html
    assert reverse("assessments:why", args=["LH-01", "positioning"]) in html


def test_park_detail_of_an_earlier_quarter(client, cast, scored):
    html = page(client, cast.editor, period="2025-Q1").content.decode()
    assert "Q1 2025, framework Small framework 1" in html


def test_park_detail_shows_an_observer_no_drafts(client, cast, scored):
    with at("2025-07-03"):
        html = page(client, cast.observer).content.decode()
    assert "Overdue" not in html
    assert "Draft" not in html


def test_park_detail_shows_an_administrator_the_register_only(client, cast, scored):
    html = page(client, cast.administrator).content.decode()
    assert "The register entry only" in html
    assert "Positioning" not in html


def test_park_detail_draws_a_map_where_there_is_a_place(client, cast, scored):
    assert "park-map" not in page(client, cast.editor).content.decode()
    Park.objects.filter(code="LH-01").update(longitude=120.0, latitude=31.0)
    assert "park-map-data" in page(client, cast.editor).content.decode()


def test_park_detail_without_scores_says_what_comes_first(client, cast):
    entry = reverse("governance:path_enter", args=["LH-01"])
    with at("2025-04-03"):
        html = page(client, cast.authority).content.decode()
        assert "No framework is assigned" in html
        assert entry not in html
        publish(cast)
        html = page(client, cast.authority).content.decode()
        assert "has not entered the path" in html
        assert entry in html
        assert entry not in page(client, cast.editor).content.decode()
        enter(cast)
        html = page(client, cast.authority).content.decode()
    assert "A quarter is scored when it has ended" in html
    assert entry not in html


def test_park_detail_is_not_found_for_strangers_and_in_lower_case(client, cast, scored):
    assert page(client, cast.stranger).status_code == 404
    assert client.get("/parks/lh-01/").status_code == 404


def test_park_detail_says_which_quarter_cannot_be_scored_and_why(client, cast, scored):
    problem = {"code": "value_not_finite", "message": "", "place": "LH-01, tax", "value": ""}
    StandingQuarter.objects.filter(period__code="2025-Q1").update(
        is_stale=True, problems=[{**problem, "rule": ""}]
    )
    html = page(client, cast.editor).content.decode()
    assert "Q1 2025 cannot be scored from the values on record." in html
    assert "The value at LH-01, tax is not a finite number." in html


@pytest.mark.parametrize(
    "role", ["editor", "lead", "reviewer", "authority", "observer", "consultant"]
)
def test_park_detail_takes_as_many_queries_for_each_quarter_and_role(
    client, cast, scored, role, django_assert_num_queries
):
    copy_park(scored, "LH-02")  # has no steps of reports, of which some roles see more than others
    client.force_login(cast.person(role))
    Grant.objects.filter(park=scored).update(park=Park.objects.get(code="LH-02"))
    for period in ("2025-Q1", "2025-Q2"):
        address = reverse("assessments:park_detail", args=["LH-02"])
        with django_assert_num_queries(29):
            client.get(address, {"period": period})


def timeline(client, user, **query):
    client.force_login(user)
    return client.get(reverse("assessments:timeline_list", args=["LH-01"]), query)


def test_park_detail_as_of_a_day_keeps_the_day_on_its_links(client, cast, scored):
    with at("2025-08-01"):
        html = page(client, cast.editor, as_of="2025-06-30").content.decode()
    assert "As known on" in html
    assert "show now" in html
    assert "?period=2025-Q1&amp;as_of=2025-06-30" in html
    assert "Overdue" not in html.split("Latest events")[0].split('id="reports"')[0]


def test_park_detail_with_a_bad_day_shows_now_and_says_so(client, cast, scored):
    html = page(client, cast.editor, as_of="2999-01-01").content.decode()
    assert "Write the day as year, month and day" in html
    assert "Positioning" in html


def test_park_detail_tells_the_inclusion_and_why_there_is_no_coupling(client, cast, scored):
    html = page(client, cast.editor).content.decode()
    assert "Inclusion at t1: old and new" in html
    assert "Not yet asked at this stage: Equality." in html


def test_park_detail_shows_the_latest_events(client, cast, scored):
    html = page(client, cast.observer).content.decode()
    assert "The report for Q2 2025 was accepted." in html


def test_timeline_list_shows_events_and_narrows_by_kind(client, cast, scored):
    html = timeline(client, cast.editor).content.decode()
    assert "The report for Q2 2025 was submitted." in html
    html = timeline(client, cast.editor, kind="decision").content.decode()
    assert "The park entered the path at t1 active exploration." in html
    assert "was submitted" not in html


def test_timeline_list_shows_observers_nothing_of_drafts(client, cast, scored):
    html = timeline(client, cast.observer).content.decode()
    assert "was accepted" in html
    assert "was submitted" not in html


@pytest.mark.parametrize("role", ["stranger", "administrator"])
def test_timeline_list_is_not_found_without_a_role(client, cast, scored, role):
    assert timeline(client, cast.person(role)).status_code == 404
