"""Observations in the API."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from accounts import clock
from parks.choices import Provenance
from parks.services.observations import Observed, observe
from tests.factories import make_indicator, make_period

LIST = reverse("api:observation_list")


@pytest.fixture
def two_revisions(cast):
    indicator, period = make_indicator("vacancy_rate"), make_period("2026-Q3")
    for day, value in ((1, 1.0), (3, 2.0)):
        with clock.at(datetime(2026, 10, day, tzinfo=UTC)):
            observe(
                cast.park,
                period,
                [Observed(indicator.pk, value)],
                by=cast.reviewer,
                provenance=Provenance.REPORT,
            )


@pytest.mark.usefixtures("two_revisions")
@pytest.mark.parametrize(
    ("query", "values"),
    [
        ({}, [2.0, 1.0]),
        ({"order": "recorded"}, [1.0, 2.0]),
        ({"current": "true"}, [2.0]),
        ({"known_at": "2026-10-02T00:00:00Z"}, [1.0]),
        ({"known_at": "2026-09-30T00:00:00Z"}, []),
        ({"park": "LH-01", "indicator": "vacancy_rate", "period": "2026-Q3"}, [2.0, 1.0]),
        ({"park": "QN-01"}, []),
    ],
)
def test_observation_list_filters(api_as, query, values):
    answer = api_as("observer").get(LIST, query).json()

    assert [observation["value"] for observation in answer["results"]] == values


@pytest.mark.usefixtures("two_revisions")
def test_observation_list_names_everything_by_code(api_as):
    observation = api_as("observer").get(LIST, {"current": "true"}).json()["results"][0]

    assert (observation["park"], observation["indicator"], observation["period"]) == (
        "LH-01",
        "vacancy_rate",
        "2026-Q3",
    )
    assert observation["revision"] == 2
    assert observation["missing_reason"] == ""


@pytest.mark.usefixtures("two_revisions")
@pytest.mark.parametrize("role", ["stranger", "administrator"])
def test_observation_list_is_empty_for_who_has_no_role(api_as, role):
    assert api_as(role).get(LIST).json()["results"] == []


@pytest.mark.parametrize("rows", [1, 3])
def test_observation_list_has_a_constant_number_of_queries(
    api_as, cast, rows, django_assert_num_queries
):
    values = [Observed(make_indicator().pk, 1.0) for _ in range(rows)]
    observe(
        cast.park,
        make_period("2026-Q3"),
        values,
        by=cast.reviewer,
        provenance=Provenance.REPORT,
    )
    with django_assert_num_queries(1):
        api_as("observer").get(LIST)
