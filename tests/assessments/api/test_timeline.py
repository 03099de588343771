"""The timeline in the API."""

import pytest
from django.urls import reverse

from assessments.selectors.timeline import timeline_page
from tests.assessments.aspected import scored_by_aspects


@pytest.fixture
def park(cast):
    return scored_by_aspects(cast)


def get(client, user, **query):
    client.force_login(user)
    return client.get(reverse("api:park_timeline", args=["LH-01"]), query)


def test_the_events_are_those_of_the_page(client, cast, park):
    answer = get(client, cast.editor).json()
    page = timeline_page(park, cast.editor)
    assert [one["sentence"] for one in answer["events"]] == [one.sentence for one in page.events]
    assert answer["count"] == 4
    assert answer["events"][0]["what"] == "accept"


def test_observers_are_told_nothing_of_drafts(client, cast, park):
    events = get(client, cast.observer, kind="report").json()["events"]
    assert [one["what"] for one in events] == ["accept"]


@pytest.mark.parametrize("query", [{"kind": "x"}, {"page": "0"}, {"page": "x"}, {"as_of": "x"}])
def test_a_bad_question_is_refused(client, cast, park, query):
    assert get(client, cast.editor, **query).status_code == 400


def test_without_a_role_there_is_nothing(client, cast, park):
    assert get(client, cast.administrator).status_code == 404
