"""Which runs a person sees."""

import pytest

from assessments.selectors.run_list import run_list_page, runs_shown
from tests.assessments.runs import make_run
from tests.assessments.small import publish
from tests.factories import make_park

pytestmark = pytest.mark.django_db


def test_each_reader_sees_their_runs_and_how_many_of_their_parks(cast):
    run = make_run(publish(cast), [cast.park, make_park(region=cast.province)], by=cast.consultant)
    seen = {
        role: [(one, one.parks_seen) for one in runs_shown(cast.person(role))]
        for role in ("consultant", "authority", "reviewer", "observer", "editor", "stranger")
    }

    assert seen == {
        "consultant": [(run, 2)],
        "authority": [(run, 2)],
        "reviewer": [(run, 1)],
        "observer": [],
        "editor": [],
        "stranger": [],
    }


def test_who_started_a_run_sees_it_without_parks_when_their_grant_is_over(cast):
    run = make_run(publish(cast), [cast.park], by=cast.stranger)

    assert [(one, one.parks_seen) for one in runs_shown(cast.stranger)] == [(run, 0)]


def test_a_state_that_there_is_not_is_as_none(cast):
    run = make_run(publish(cast), [cast.park], by=cast.consultant)

    assert list(run_list_page(cast.consultant, "no_such", None).page) == [run]
    assert list(run_list_page(cast.consultant, "queued", None).page) == []


@pytest.mark.parametrize("role", ["editor", "reviewer", "authority", "observer", "consultant"])
def test_every_role_takes_as_many_queries(cast, role, django_assert_num_queries):
    with django_assert_num_queries(2):  # how many there are, and whether one may start another
        assert not list(run_list_page(cast.person(role), "", None).page)
