"""The table of all scores, and the provisional ones of a draft."""

import pytest
from django.urls import reverse

from assessments.models import Score
from tests.assessments.small import at, draft, fill


def score_list(client, user, **query):
    client.force_login(user)
    return client.get(reverse("assessments:score_list", args=["LH-01"]), query)


def report_scores(client, user, period, **headers):
    client.force_login(user)
    return client.get(reverse("assessments:report_scores", args=["LH-01", period]), headers=headers)


def test_score_list_shows_every_node_with_its_state(client, cast, scored):
    html = score_list(client, cast.observer).content.decode()
    for text in ("Index", "Positioning", "Tax per mu", "Not yet asked", "carried from", "capped"):
        assert text in html


def test_score_list_of_another_quarter(client, cast, scored):
    html = score_list(client, cast.observer, period="2025-Q1").content.decode()
    assert "capped" not in html


def test_score_list_without_scores_and_for_strangers(client, cast):
    assert "No scores yet" in score_list(client, cast.editor).content.decode()
    assert score_list(client, cast.stranger).status_code == 404
    assert score_list(client, cast.administrator).status_code == 404


def test_score_list_takes_the_same_queries_for_every_quarter(
    client, cast, scored, django_assert_num_queries
):
    client.force_login(cast.observer)
    for period in ("2025-Q1", "2025-Q2"):
        with django_assert_num_queries(9):
            client.get(reverse("assessments:score_list", args=["LH-01"]), {"period": period})


@pytest.fixture
def filled(cast, scored):
    with at("2025-07-03"):
        return fill(draft(cast.park, "2025-04"), {"tax": 250.0}, cast)


def test_report_scores_shows_a_draft_s_scores_and_stores_none(client, cast, filled):
    before = Score.objects.count()
    html = report_scores(client, cast.editor, "2025-04").content.decode()
    assert "provisional" in html
    assert "Positioning" in html
    assert Score.objects.count() == before


def test_report_scores_answers_htmx_with_the_part_only(client, cast, filled):
    html = report_scores(client, cast.editor, "2025-04", hx_request="true").content.decode()
    assert "<html" not in html
    assert "provisional" in html


@pytest.mark.parametrize("role", ["observer", "consultant", "stranger", "administrator"])
def test_report_scores_of_a_draft_do_not_exist_for_others(client, cast, filled, role):
    assert report_scores(client, cast.person(role), "2025-04").status_code == 404


def test_report_scores_of_an_accepted_report_are_refused(client, cast, filled):
    assert report_scores(client, cast.editor, "2025-Q1").status_code == 403
