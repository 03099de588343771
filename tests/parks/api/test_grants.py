"""One's own grants in the API."""

from django.urls import reverse


def test_grant_list_holds_ones_own(api_as):
    answer = api_as("stranger").get(reverse("api:grant_list")).json()

    assert [(g["role"], g["park"], g["region"]) for g in answer["results"]] == [
        ("lead", "QN-01", None),
        ("reviewer", None, "QN"),
    ]
