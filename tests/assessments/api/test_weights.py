"""Weights sets in the API."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from assessments.models import WeightsSet
from assessments.services.weights import freeze_weights_set, make_weights_set
from tests.assessments.small import publish

pytestmark = pytest.mark.django_db
LIST = reverse("api:weights_list")
SENT = {
    "framework": "small",
    "version": "1",
    "name": "Panel",
    "weights": {"sorting": 3, "piloting": 1},
}


@pytest.fixture
def client(cast):
    client = APIClient()
    client.force_authenticate(cast.consultant)
    return client


@pytest.fixture
def version(cast):
    return publish(cast)


def detail(pk):
    return reverse("api:weights_detail", args=[pk])


def test_weights_list_makes_and_lists_sets(client, version):
    response = client.post(LIST, SENT, format="json")

    made = response.json()
    assert response.status_code == 201
    assert made["weights"] == {"sorting": 3.0, "piloting": 1.0}
    assert made["may_edit"] is True
    shares = {row["node"]: (row["share"], row["version_share"]) for row in made["shares"]}
    assert shares["sorting"] == (0.75, pytest.approx(1 / 3))
    assert [one["id"] for one in client.get(LIST).json()["results"]] == [made["id"]]
    assert client.get(detail(made["id"])).json() == made


@pytest.mark.parametrize("count", [1, 3])
def test_weights_list_takes_one_query_for_any_number(
    client, cast, version, django_assert_num_queries, count
):
    for number in range(count):
        make_weights_set(version, name=f"Panel {number}", weights={}, by=cast.consultant)
    with django_assert_num_queries(1):
        assert len(client.get(LIST).json()["results"]) == count


def test_weights_list_names_every_wrong_node(client, version):
    sent = {**SENT, "weights": {"sorting": -1, "no_such": 1}}
    response = client.post(LIST, sent, format="json")

    problem = response.json()
    assert (response.status_code, problem["code"]) == (400, "weights_invalid")
    assert {one["field"]: one["code"] for one in problem["errors"]} == {
        "weights.sorting": "weight_negative",
        "weights.no_such": "weight_unknown_node",
    }


def test_weights_list_is_not_for_reviewers_to_add_to(client, cast, version):
    client.force_authenticate(cast.reviewer)

    assert client.post(LIST, SENT, format="json").status_code == 403


def test_weights_detail_is_changed_until_a_run_has_used_it(client, cast, version):
    made = make_weights_set(version, name="Panel", weights={}, by=cast.consultant)
    sent = {"name": "Panel", "weights": {"sorting": 5}}
    assert client.put(detail(made.pk), sent, format="json").json()["weights"] == {"sorting": 5.0}

    freeze_weights_set(WeightsSet.objects.get())
    response = client.put(detail(made.pk), sent, format="json")
    assert (response.status_code, response.json()["code"]) == (409, "weights_frozen")


def test_weights_detail_is_not_there_for_others(client, cast, version):
    made = make_weights_set(version, name="Panel", weights={}, by=cast.consultant)
    client.force_authenticate(cast.authority)

    assert client.get(detail(made.pk)).status_code == 404
    assert client.put(detail(made.pk), SENT, format="json").status_code == 404
