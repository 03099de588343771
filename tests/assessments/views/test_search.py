"""The page of what is found, and the list below the box in the bar."""

import pytest
from django.urls import reverse

from tests.assessments.many import copy_park
from tests.factories import make_park

SEARCH = reverse("assessments:search")


def page_for(client, user, headers=None, **query):
    client.force_login(user)
    return client.get(SEARCH, query, headers=headers)


def html_for(client, user, **query):
    return page_for(client, user, **query).content.decode()


def test_search_leads_to_parks_reports_and_indicators(client, cast, scored):
    html = html_for(client, cast.reviewer, q="LH-01 2025-Q2")
    assert reverse("governance:report_detail", args=["LH-01", "2025-Q2"]) in html
    html = html_for(client, cast.reviewer, q="lianhe")
    assert reverse("assessments:park_detail", args=["LH-01"]) in html
    html = html_for(client, cast.reviewer, q="vacancy")
    framework = reverse("assessments:framework_detail", args=["small", "1"])
    assert f'href="{framework}#node-vacancy"' in html


def test_search_leads_to_people_where_one_may(client, cast):
    html = html_for(client, cast.administrator, q="Observer")
    assert reverse("accounts:user_detail", args=[cast.observer.pk]) in html
    html = html_for(client, cast.lead, q="Editor")
    assert reverse("parks:people_list", args=["LH-01"]) in html
    assert "People" not in html_for(client, cast.reviewer, q="Editor").partition("<main")[2]


def test_search_says_that_nothing_is_found(client, cast):
    html = html_for(client, cast.reviewer, q="<script>")
    assert "Nothing is found for “&lt;script&gt;”" in html
    assert "Find parks, reports" in html_for(client, cast.reviewer)


def test_search_goes_through_one_group_page_by_page(client, cast):
    for number in range(30):
        make_park(f"Z-{number:02}", cast.district, name_en="Zone")
    html = html_for(client, cast.reviewer, q="zone")
    assert f'href="{SEARCH}?q=zone&amp;group=parks">All 30</a>' in html
    html = html_for(client, cast.reviewer, q="zone", group="parks", page="2")
    assert "Z-29" in html
    assert "Z-24" not in html


def test_search_answers_htmx_with_the_list_alone(client, cast):
    htmx = {"HX-Request": "true"}
    html = page_for(client, cast.reviewer, headers=htmx, q="lianhe").content.decode()
    assert "<main" not in html
    assert "LH-01" in html
    assert "<section" not in page_for(client, cast.reviewer, headers=htmx).content.decode()


@pytest.mark.parametrize("text", ["x" * 3000, "%", "' OR 1=1 --", "\ud83c\udfed", "a\u0301"])
def test_search_takes_odd_words(client, cast, text):
    text = text.encode("utf-16", "surrogatepass").decode("utf-16")
    assert page_for(client, cast.reviewer, q=text).status_code == 200


def test_search_stands_in_the_bar_of_every_page(client, cast):
    client.force_login(cast.editor)
    html = client.get(reverse("parks:park_list")).content.decode()
    assert f'<form class="top-search" action="{SEARCH}"' in html
    client.logout()
    assert "top-search" not in client.get(reverse("accounts:sign_in")).content.decode()


def test_search_takes_the_same_queries_for_any_number_of_hits(
    client, cast, scored, django_assert_max_num_queries
):
    client.force_login(cast.reviewer)
    for number in (0, 1, 2):
        if number:
            copy_park(scored, f"LH-2{number}")
        with django_assert_max_num_queries(16):
            client.get(SEARCH, {"q": "lianhe LH"})
