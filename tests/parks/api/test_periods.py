"""Periods in the API."""

import pytest
from django.urls import reverse

from tests.factories import make_period

LIST = reverse("api:period_list")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["2026-Q3", "2026-09", "2026-Q2"]),
        ({"order": "ends"}, ["2026-Q2", "2026-09", "2026-Q3"]),
        ({"every": "month"}, ["2026-09"]),
        ({"ends_until": "2026-07-01"}, ["2026-Q2"]),
    ],
)
def test_period_list_filters_and_orders(api_as, query, found):
    for code in ("2026-Q2", "2026-09", "2026-Q3"):
        make_period(code)

    answer = api_as("observer").get(LIST, query).json()

    assert [period["code"] for period in answer["results"]] == found


def test_period_detail_has_the_deadlines(api_as):
    make_period("2026-Q3")
    answer = api_as("observer").get(reverse("api:period_detail", args=["2026-Q3"])).json()

    assert (answer["opens_on"], answer["due_on"]) == ("2026-10-01", "2026-10-15")


def test_period_detail_makes_no_periods(api_as):
    address = reverse("api:period_detail", args=["2026-Q4"])

    assert api_as("observer").get(address).status_code == 404
