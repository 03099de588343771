"""What the frame of every page knows of the person."""

import pytest
from django.contrib.auth.models import AnonymousUser

from assessments.context import navigation
from governance.report_workflow import submit_report
from tests.assessments.small import at, draft, enter, fill, publish


def frame_of(rf, user):
    request = rf.get("/")
    request.user = user
    return navigation(request)["navigation"]


def test_nobody_has_no_roles(rf, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        found = frame_of(rf, AnonymousUser())
        assert (found.roles, found.is_administrator, found.waiting) == (frozenset(), False, 0)


@pytest.mark.parametrize(
    ("role", "queries"), [("editor", 1), ("administrator", 1), ("reviewer", 2)]
)
def test_roles_take_one_query_and_judges_one_more(
    rf, cast, role, queries, django_assert_num_queries
):
    with django_assert_num_queries(queries):
        found = frame_of(rf, cast.person(role))
        assert found.is_administrator is (role == "administrator")
        assert role in found.roles or role == "administrator"


def test_reports_that_wait_are_counted_for_their_judges(rf, cast):
    with at("2025-04-03"):
        publish(cast)
        enter(cast)
        submit_report(fill(draft(cast.park, "2025-03"), {"tax": 5.0}, cast), by=cast.lead)
        assert frame_of(rf, cast.reviewer).waiting == 1
        assert frame_of(rf, cast.stranger).waiting == 0
        assert frame_of(rf, cast.lead).waiting == 0


def test_a_page_that_shows_no_frame_asks_nothing(rf, cast, django_assert_num_queries):
    with django_assert_num_queries(0):
        frame_of(rf, cast.editor)
