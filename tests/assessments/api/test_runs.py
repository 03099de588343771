"""Runs in the API."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from accounts import clock
from assessments.models import Run
from assessments.services.runs import start_run
from assessments.services.weights import make_weights_set
from tests.assessments.nation import RECORDED, make_nation, nation, quarter
from tests.assessments.runs import make_run
from tests.assessments.small import at, publish
from tests.factories import make_park, make_period

pytestmark = pytest.mark.django_db
LIST = reverse("api:run_list")
COMPARE = reverse("api:run_compare")
SENT = {"framework": "small", "version": "1", "period": "2025-Q1"}


@pytest.fixture
def client(cast):
    client = APIClient()
    client.force_authenticate(cast.consultant)
    return client


@pytest.fixture
def version(cast):
    make_period("2025-Q1")
    version = publish(cast)
    with at("2025-07-20"):
        yield version


def address(name, run):
    return reverse(f"api:{name}", args=[run.pk])


@pytest.mark.parametrize("count", [1, 3])
def test_run_list_takes_one_query_for_any_number(
    client, cast, version, django_assert_num_queries, count
):
    for _number in range(count):
        make_run(version, [cast.park], by=cast.consultant)
    with django_assert_num_queries(1):
        listed = client.get(LIST).json()["results"]

    assert [one["parks"] for one in listed] == [1] * count


def test_run_list_filters_by_state(client, cast, version):
    make_run(version, [cast.park], by=cast.consultant, status="failed", error={"code": "given_up"})

    assert client.get(LIST, {"status": "done"}).json()["results"] == []
    found = client.get(LIST, {"status": "failed"}).json()["results"]
    assert found[0]["failure"]["code"] == "given_up"
    assert found[0]["failure"]["message"].endswith(".")


def test_run_list_starts_a_run(client, cast, version):
    weights = make_weights_set(version, name="Panel", weights={}, by=cast.consultant)
    sent = {**SENT, "parks": ["LH-01"], "weights_set": weights.pk, "title": "First"}
    response = client.post(LIST, sent, format="json")

    made = response.json()
    run = Run.objects.get()
    assert response.status_code == 201
    assert (made["id"], made["title"], made["period"], made["parks"]) == (
        run.pk,
        "First",
        "2025-Q1",
        1,
    )
    assert run.weights == weights


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"version": "9"}, "version"),
        ({"parks": ["QN-01"]}, "parks"),
        ({"parks": ["LH-01"], "region": "YJ"}, "parks"),
        ({"weights_set": 9999}, "weights_set"),
    ],
)
def test_run_list_names_the_field_that_points_nowhere(client, version, changes, field):
    response = client.post(LIST, {**SENT, **changes}, format="json")

    assert response.status_code == 400
    assert [one["field"] for one in response.json()["errors"]] == [field]
    assert not Run.objects.exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"region": "QN"}, "no_parks"),
        ({"period": "2025-Q9"}, "period_unknown"),
        ({"period": "2025-Q3"}, "quarter_not_ended"),
    ],
)
def test_run_list_refuses_by_code(client, version, changes, code):
    response = client.post(LIST, {**SENT, **changes}, format="json")

    assert (response.status_code, response.json()["code"]) == (400, code)


def test_run_list_is_not_for_reviewers_to_add_to(client, cast, version):
    client.force_authenticate(cast.reviewer)

    assert client.post(LIST, SENT, format="json").status_code == 403


def test_run_detail_tells_what_the_run_rests_on(client, cast, version):
    far = make_park("PR-01", cast.province)
    manifest = {"engine_version": "1", "shards": 2, "left_out": ["LH-01", "PR-01"]}
    run = make_run(version, [cast.park, far], by=cast.consultant, manifest=manifest)
    found = client.get(address("run_detail", run)).json()
    assert found["sees_all"] is True
    assert found["left_out"] == ["LH-01", "PR-01"]
    assert found["manifest"] == {"engine_version": "1", "shards": "2"}
    assert found["notices"][0]["parks"] == 2

    client.force_authenticate(cast.reviewer)
    found = client.get(address("run_detail", run)).json()
    assert (found["sees_all"], found["left_out"]) == (False, ["LH-01"])
    assert found["manifest"] == {"engine_version": "1"}
    assert found["notices"][0]["parks"] == 1


def test_run_cancel_stops_a_run_once(client, cast, version):
    run = make_run(version, [cast.park], by=cast.consultant, status="running")
    assert client.get(address("run_detail", run)).json()["may_cancel"] is True

    stopped = client.post(address("run_cancel", run)).json()
    assert (stopped["status"], stopped["may_cancel"]) == ("cancelled", False)
    again = client.post(address("run_cancel", run))
    assert (again.status_code, again.json()["code"]) == (409, "run_over")


def test_run_scores_and_ranks_are_those_of_the_parks_in_sight(client, cast, version):
    far = make_park("PR-01", cast.province)
    scores = {"LH-01": {"sorting": 33.3}, "PR-01": {"sorting": 66.6}}
    run = make_run(version, [cast.park, far], by=cast.consultant, scores=scores)
    client.force_authenticate(cast.reviewer)
    found = client.get(address("run_scores", run), {"node": "sorting"}).json()["results"]
    ranks = client.get(address("run_ranks", run), {"node": "sorting"}).json()["results"]

    assert [(one["park"], one["value"]) for one in found] == [("LH-01", 33.3)]
    assert ranks == [{"park": "LH-01", "node": "sorting", "place": 2}]


def test_run_compare_tells_moves_and_causes(client, cast, version):
    a = make_run(version, [cast.park], by=cast.consultant)
    b = make_run(version, [cast.park], by=cast.consultant, scores={"LH-01": {"positioning": 58.0}})
    found = client.get(COMPARE, {"a": a.pk, "b": b.pk, "node": "positioning"}).json()

    assert (found["moved"], found["is_other_version"], found["reweighted"]) == (1, False, [])
    assert [(one["park"], one["difference"]) for one in found["moves"]] == [("LH-01", 8.0)]
    assert [one["parts"] for one in found["moves"]] == [None]


def test_run_compare_splits_the_difference_by_its_causes(
    client, cast, django_capture_on_commit_callbacks
):
    version = make_nation(cast, 3)
    panel = make_weights_set(version, name="Panel", weights={"vacancy": 5.0}, by=cast.consultant)
    with (
        clock.at(RECORDED + timedelta(days=1)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        about = {"version": version, "period": quarter(), "parks": nation(), "by": cast.consultant}
        a, b = (start_run(**about, weights=weights) for weights in (None, panel))
    found = client.get(COMPARE, {"a": a.pk, "b": b.pk, "node": "positioning"}).json()
    moved = [one for one in found["moves"] if one["difference"]]

    assert moved
    for one in moved:
        points = pytest.approx(one["difference"], abs=1e-9)
        assert one["parts"] == [{"cause": "weights", "points": points}]


@pytest.mark.parametrize(
    ("asked", "status"), [({"a": "x", "b": "1"}, 400), ({}, 400), ({"a": "9999", "b": "9999"}, 404)]
)
def test_run_compare_needs_two_runs_in_sight(client, asked, status):
    assert client.get(COMPARE, asked).status_code == status


def test_run_export_hands_out_a_file(client, cast, version):
    run = make_run(version, [cast.park], by=cast.consultant)
    response = client.get(address("run_export", run), {"format": "json"})

    content = json.loads(response.getvalue())
    assert response.headers["X-Row-Count"] == str(len(content["scores"]))
    assert content["manifest"]["run"] == run.pk


@pytest.mark.parametrize(
    ("status", "form", "answer", "code"),
    [("done", "pdf", 400, "format_unknown"), ("running", "csv", 409, "run_not_done")],
)
def test_run_export_refuses_by_code(client, cast, version, status, form, answer, code):
    run = make_run(version, [cast.park], by=cast.consultant, status=status)
    response = client.get(address("run_export", run), {"format": form})

    assert (response.status_code, response.json()["code"]) == (answer, code)
