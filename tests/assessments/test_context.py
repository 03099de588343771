"""What the frame of every page knows of the person."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import resolve

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


@pytest.mark.parametrize("role", ["editor", "administrator", "reviewer", "observer"])
def test_every_role_takes_one_query(rf, cast, role, django_assert_num_queries):
    with django_assert_num_queries(1):
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


@pytest.mark.parametrize(
    ("role", "facts", "audit"),
    [
        ("editor", True, True),
        ("authority", True, True),
        ("observer", True, False),
        ("administrator", False, False),
        ("stranger", False, False),
    ],
)
def test_tabs_of_a_park_are_those_that_lead_somewhere(
    rf, cast, role, facts, audit, django_assert_num_queries
):
    request = rf.get("/parks/LH-01/")
    request.user, request.resolver_match = cast.person(role), resolve("/parks/LH-01/")
    with django_assert_num_queries(1):
        tabs = navigation(request)["park_tabs"]
        assert (tabs.shows_facts, tabs.shows_audit) == (facts, audit)


def test_an_address_without_a_park_has_no_tabs(rf, cast):
    request = rf.get("/")
    request.user, request.resolver_match = cast.editor, resolve("/")
    assert not navigation(request)["park_tabs"].shows_facts
