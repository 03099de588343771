"""Pages of assignments."""

import pytest
from django.urls import reverse

from assessments.models import Assignment
from assessments.services.assignments import assign_version
from assessments.services.frameworks import load_framework, publish_version
from tests.assessments.framework_texts import LOGISTICS, SMALL
from tests.factories import make_park, make_period

pytestmark = pytest.mark.django_db
LIST = reverse("assessments:assignment_list")
CREATE = reverse("assessments:assignment_create")
LIST_QUERIES = 5  # session, person, roles, count, assignments


@pytest.fixture
def as_administrator(client, cast):
    client.force_login(cast.administrator)
    return client


@pytest.fixture
def version(db):
    return publish_version(load_framework(SMALL, by=None), by=None)


def test_assignment_list_shows_scope_version_and_start(as_administrator, cast, version):
    assign_version(
        version, from_period=make_period("2026-Q1"), region=cast.province, by=cast.administrator
    )
    html = as_administrator.get(LIST).content.decode()
    assert "Yunjiang Province" in html
    assert "Small framework" in html
    assert "Q1 2026" in html


def test_assignment_list_gives_the_first_step_where_there_is_none(as_administrator):
    html = as_administrator.get(LIST).content.decode()
    assert "No framework is assigned yet" in html
    assert CREATE in html


@pytest.mark.parametrize("count", [1, 3])
def test_assignment_list_takes_the_same_queries_for_any_number(
    as_administrator, cast, version, django_assert_num_queries, count
):
    for _number in range(count):
        assign_version(
            version,
            from_period=make_period("2026-Q1"),
            park=make_park(region=cast.district),
            by=cast.administrator,
        )
    with django_assert_num_queries(LIST_QUERIES):
        as_administrator.get(LIST)


def test_assignment_create_offers_published_versions_only(as_administrator, version):
    load_framework(LOGISTICS, by=None)
    html = as_administrator.get(CREATE).content.decode()
    assert "Small framework · small 1.0.0" in html
    assert "mexico_logistics" not in html


def test_assignment_create_assigns_to_a_park(as_administrator, cast, version):
    sent = {"version": version.pk, "park": cast.park.code, "from_period": "2026-Q2"}
    assert as_administrator.post(CREATE, sent).url == LIST
    made = Assignment.objects.get()
    assert (made.park, made.version, str(made.from_period)) == (cast.park, version, "2026-Q2")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"park": "NO-99"}, "There is no park with this code."),
        ({"from_period": "2026-Q5"}, "is not a period"),
        ({"park": ""}, "Name either a park or a region."),
    ],
)
def test_assignment_create_says_what_is_wrong_and_keeps_what_was_typed(
    as_administrator, cast, version, changes, told
):
    sent = {"version": version.pk, "park": cast.park.code, "from_period": "2026-Q2", **changes}
    response = as_administrator.post(CREATE, sent)
    assert response.status_code == 422
    assert told in response.content.decode()
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("address", [LIST, CREATE])
def test_assignment_create_and_list_are_not_there_for_others(client, cast, address):
    client.force_login(cast.authority)
    assert client.get(address).status_code == 404
