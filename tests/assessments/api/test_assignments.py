"""Assignments in the API."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from assessments.models import Assignment
from assessments.services.assignments import assign_version
from assessments.services.frameworks import load_framework, publish_version
from tests.assessments.framework_texts import SMALL
from tests.factories import make_park, make_period

pytestmark = pytest.mark.django_db
LIST = reverse("api:assignment_list")
SENT = {"framework": "small", "version": "1.0.0", "from_period": "2026-Q1", "region": "YJ"}


@pytest.fixture
def client(cast):
    client = APIClient()
    client.force_authenticate(cast.administrator)
    return client


@pytest.fixture(autouse=True)
def version(db):
    return publish_version(load_framework(SMALL, by=None), by=None)


def test_assignment_list_makes_and_lists_assignments(client, cast):
    response = client.post(LIST, SENT, format="json")
    assert response.status_code == 201
    listed = client.get(LIST).json()["results"]
    assert listed == [response.json()]
    assert (listed[0]["region"], listed[0]["park"], listed[0]["from_period"]) == (
        "YJ",
        None,
        "2026-Q1",
    )


@pytest.mark.parametrize("count", [1, 3])
def test_assignment_list_takes_one_query_for_any_number(
    client, cast, version, django_assert_num_queries, count
):
    for _number in range(count):
        park = make_park(region=cast.district)
        assign_version(
            version, from_period=make_period("2026-Q1"), park=park, by=cast.administrator
        )
    with django_assert_num_queries(1):
        assert len(client.get(LIST).json()["results"]) == count


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"from_period": "2026-Q9"}, "period_unknown"),
        ({"park": "LH-01"}, "scope_unclear"),
        ({"region": None}, "scope_unclear"),
    ],
)
def test_assignment_list_refuses_by_code(client, changes, code):
    response = client.post(LIST, {**SENT, **changes}, format="json")
    assert (response.status_code, response.json()["code"]) == (400, code)
    assert not Assignment.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"version": "9.9.9"}, "version"),
        ({"region": "NOWHERE"}, "region"),
        ({"region": None, "park": "NO-1"}, "park"),
    ],
)
def test_assignment_list_names_the_field_that_points_nowhere(client, changes, field):
    response = client.post(LIST, {**SENT, **changes}, format="json")
    assert response.status_code == 400
    assert [one["field"] for one in response.json()["errors"]] == [field]


def test_assignment_list_is_for_administrators(client, cast):
    client.force_authenticate(cast.authority)
    assert client.get(LIST).status_code == 403
    assert client.post(LIST, SENT, format="json").status_code == 403
