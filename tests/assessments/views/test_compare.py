"""The page of parks side by side."""

import pytest
from django.urls import reverse

from tests.assessments.many import copy_park
from tests.assessments.small import at

COMPARE = reverse("assessments:compare")


def page_for(client, user, **query):
    client.force_login(user)
    with at("2025-07-20"):
        return client.get(COMPARE, query)


def html_for(client, user, **query):
    return page_for(client, user, **query).content.decode()


def test_compare_shows_scores_with_their_explanations_and_differences(client, cast, scored):
    copy_park(scored, "LH-02", score=80.0)
    html = html_for(client, cast.reviewer, park=["LH-01", "LH-02"])
    why = reverse("assessments:why", args=["LH-01", "positioning"])
    assert f"{why}?period=2025-Q2" in html
    assert '<span class="up"><span class="vh">up by </span>30.0</span>' in html
    assert html.count('class="overview"') == 2
    assert "The same figures as a table" in html


def test_compare_takes_a_park_out_and_keeps_the_rest(client, cast, scored):
    copy_park(scored, "LH-02")
    html = html_for(client, cast.reviewer, park=["LH-01", "LH-02"], quarter="2025-Q1")
    assert 'href="?park=LH-02&amp;quarter=2025-Q1"' in html


def test_compare_names_what_is_unknown_as_it_was_typed(client, cast, scored):
    html = html_for(client, cast.reviewer, park=["LH-01", "QN-01", "<b>"])
    assert "You see no park with the code “QN-01”." in html
    assert "“&lt;b&gt;”" in html
    assert "园区QN" not in html


def test_compare_adds_the_one_park_that_is_meant(client, cast, scored):
    copy_park(scored, "LH-02", name_en="Second", name_zh="第二")
    response = page_for(client, cast.reviewer, park="LH-01", add="第二", quarter="2025-Q1")
    assert response.status_code == 302
    assert response["Location"] == f"{COMPARE}?park=LH-01&park=LH-02&quarter=2025-Q1"


def test_compare_asks_which_park_is_meant(client, cast, scored):
    copy_park(scored, "LH-02")
    html = html_for(client, cast.reviewer, add="LH-0")
    assert "Which park is “LH-0”?" in html
    assert 'href="?park=LH-02"' in html
    assert "no park by the name" in html_for(client, cast.reviewer, add="QN-01")


def test_compare_says_what_is_left_out_and_offers_no_seventh(client, cast, scored):
    codes = [copy_park(scored, f"LH-1{number}").code for number in range(7)]
    html = html_for(client, cast.reviewer, park=codes)
    assert "Left out: LH-16" in html
    assert 'id="add"' not in html


def test_compare_says_what_it_is_for_where_no_park_is_named(client, cast, db):
    assert "Choose up to six parks" in html_for(client, cast.reviewer)


def test_compare_can_be_come_to_from_the_heat_map(client, cast, scored):
    client.force_login(cast.reviewer)
    with at("2025-07-20"):
        html = client.get(reverse("assessments:portfolio")).content.decode()
    assert f'id="compare-form" class="pick-form" method="get" action="{COMPARE}"' in html
    assert 'name="park" value="LH-01" form="compare-form"' in html


def test_compare_takes_the_same_queries_for_one_park_and_for_many(
    client, cast, scored, django_assert_max_num_queries
):
    codes = ["LH-01", *(copy_park(scored, f"LH-1{number}").code for number in range(2))]
    client.force_login(cast.reviewer)
    for asked in (codes[:1], codes):
        with at("2025-07-20"), django_assert_max_num_queries(35):
            client.get(COMPARE, {"park": asked})


@pytest.mark.parametrize(
    "role", ["editor", "lead", "reviewer", "authority", "observer", "consultant"]
)
def test_compare_takes_as_many_queries_for_every_role(
    client, cast, scored, role, django_assert_num_queries
):
    client.force_login(cast.person(role))
    with at("2025-07-20"), django_assert_num_queries(27):
        client.get(COMPARE, {"park": "LH-01"})
