"""Pages of weights sets."""

import pytest
from django.urls import reverse

from assessments.models import WeightsSet
from assessments.services.weights import freeze_weights_set, make_weights_set
from tests.assessments.small import SMALL, publish

pytestmark = pytest.mark.django_db
LIST = reverse("assessments:weights_list")
CREATE = reverse("assessments:weights_create")
LIST_QUERIES = 6  # session, person, whether one may make sets, count, roles, sets
SENT = {
    "name": "Panel of May",
    "note": "Nine people",
    "weight-positioning": "1",
    "weight-equality": "1",
    "weight-sorting": "3",
    "weight-piloting": "1",
    "weight-vacancy": "1",
    "weight-tax_per_mu": "1",
}


@pytest.fixture
def version(cast):
    return publish(cast)


@pytest.fixture
def as_consultant(client, cast):
    client.force_login(cast.consultant)
    return client


def make(version, by, name="Panel"):
    return make_weights_set(version, name=name, weights={"sorting": 3.0}, by=by)


def detail(weights_set):
    return reverse("assessments:weights_detail", args=[weights_set.pk])


def edit(weights_set):
    return reverse("assessments:weights_edit", args=[weights_set.pk])


@pytest.mark.parametrize("count", [1, 3])
def test_weights_list_takes_the_same_queries_for_any_number(
    as_consultant, cast, version, django_assert_num_queries, count
):
    for number in range(count):
        make(version, cast.consultant, f"Panel {number}")
    with django_assert_num_queries(LIST_QUERIES):
        html = as_consultant.get(LIST).content.decode()

    assert html.count("Not used yet") == count


def test_weights_list_says_what_the_place_is_for(as_consultant, client, cast):
    assert CREATE in as_consultant.get(LIST).content.decode()

    client.force_login(cast.observer)
    html = client.get(LIST).content.decode()
    assert "No weights set yet" in html
    assert CREATE not in html


def test_weights_create_keeps_a_set_and_shows_it(as_consultant, cast, version):
    response = as_consultant.post(CREATE, SENT)

    made = WeightsSet.objects.get()
    assert response.url == detail(made)
    assert made.weights["sorting"] == 3.0
    html = as_consultant.get(response.url).content.decode()
    assert "75.0 %" in html.replace("\xa0", " ")


def test_weights_create_tells_what_is_wrong_at_its_field_and_keeps_what_was_typed(
    as_consultant, version
):
    response = as_consultant.post(CREATE, {**SENT, "weight-sorting": "-2", "weight-vacancy": "x"})

    html = response.content.decode()
    assert response.status_code == 422
    assert 'value="-2"' in html
    assert 'id="id_weight-vacancy_error"' in html
    assert "Panel of May" in html
    assert not WeightsSet.objects.exists()


def test_weights_create_tells_a_group_without_weight_at_its_first_node(as_consultant, version):
    sent = {**SENT, "weight-sorting": "0", "weight-piloting": "0"}
    html = as_consultant.post(CREATE, sent).content.decode()

    assert 'id="id_weight-sorting_error"' in html
    assert "At least one weight below “Positioning” is above zero." in html


def test_weights_create_shows_the_shares_without_keeping_anything(as_consultant, version):
    html = as_consultant.post(CREATE, {**SENT, "show": "1"}).content.decode()

    assert "75.0 %" in html.replace("\xa0", " ")
    assert not WeightsSet.objects.exists()


def test_weights_create_asks_for_the_version_where_there_are_several(as_consultant, cast, version):
    other = publish(cast, SMALL.replace("code: small", "code: other", 1))
    html = as_consultant.get(CREATE).content.decode()
    assert "Weigh this version" in html
    assert "weight-sorting" not in html

    html = as_consultant.get(CREATE, {"version": other.pk}).content.decode()
    assert "weight-sorting" in html


def test_weights_create_is_for_who_may_run_assessments(client, cast, version):
    client.force_login(cast.reviewer)

    assert client.get(CREATE).status_code == 403
    assert client.post(CREATE, SENT).status_code == 403


def test_weights_detail_is_not_there_for_others(client, cast, version):
    made = make(version, cast.consultant)
    client.force_login(cast.authority)

    assert client.get(detail(made)).status_code == 404


def test_weights_edit_changes_a_set_of_ones_own(as_consultant, cast, version):
    made = make(version, cast.consultant)
    assert 'value="3"' in as_consultant.get(edit(made)).content.decode()

    assert as_consultant.post(edit(made), {**SENT, "weight-sorting": "4"}).url == detail(made)

    made.refresh_from_db()
    assert (made.name, made.weights["sorting"]) == ("Panel of May", 4.0)


def test_weights_edit_says_that_a_used_set_stays(as_consultant, cast, version):
    made = make(version, cast.consultant)
    freeze_weights_set(made)
    assert edit(made) not in as_consultant.get(detail(made)).content.decode()

    response = as_consultant.post(edit(made), SENT)

    assert response.status_code == 422
    assert "A run has used this weights set" in response.content.decode()
