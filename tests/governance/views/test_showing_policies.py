"""Finding the policy of an address."""

import pytest
from django.http import Http404

from accounts.errors import NoLongerPossible, RuleBroken
from governance.services.policy_exports import Export
from governance.views.showing_policies import find_policy, hand_out, show_policy
from tests.governance.policies_for_tests import make_policy


@pytest.fixture
def request_of(rf, cast):
    def made(name):
        request = rf.get("/")
        request.user = cast.person(name)
        request.htmx = False
        return request

    return made


def test_struck_off_policies_are_found_and_foreign_ones_are_not(request_of, cast):
    gone = make_policy("YJ-1", cast.district)
    gone.removed_at = gone.changed_at
    gone.save()
    make_policy("QN-P", cast.foreign_park.region)
    assert find_policy(request_of("observer"), "YJ-1") == gone
    with pytest.raises(Http404):
        find_policy(request_of("observer"), "QN-P")


def test_a_refusal_stands_on_the_page_what_is_no_longer_possible_rises(request_of, cast):
    policy = make_policy("YJ-1", cast.district)
    error = RuleBroken("x", "Not like this.")
    answer = show_policy(request_of("authority"), policy, error=error, act="attach")
    assert answer.status_code == 422
    assert "Not like this." in answer.content.decode()
    with pytest.raises(NoLongerPossible):
        show_policy(request_of("authority"), policy, error=NoLongerPossible("x", "Too late."))


def test_a_file_says_how_many_rows_it_holds():
    answer = hand_out(Export("a.csv", "text/csv", 3, iter([b"a"])))
    assert answer.headers["X-Row-Count"] == "3"
    assert b"".join(answer.streaming_content) == b"a"
