"""Grants are given and ended, never silently doubled."""

from datetime import timedelta

import pytest

from accounts import clock
from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import AuditEntry
from parks.choices import Role
from parks.models import Grant
from parks.permissions import parks_of
from parks.services.grants import end_grant, grant_role
from tests.factories import make_user


def test_a_grant_opens_the_park_and_ending_it_closes_it_at_once(cast):
    user = make_user()
    grant = grant_role(user, Role.EDITOR, park=cast.park, by=cast.administrator)
    assert list(parks_of(user)) == [cast.park.pk]

    end_grant(grant, by=cast.administrator)

    assert list(parks_of(user)) == []
    assert Grant.objects.filter(pk=grant.pk).exists()


def test_both_acts_are_in_the_trail_of_the_park(cast):
    grant = grant_role(make_user(), Role.EDITOR, park=cast.park, by=cast.administrator)
    end_grant(grant, by=cast.administrator)

    entries = AuditEntry.objects.filter(park_id=cast.park.pk)
    assert [e.action for e in entries] == ["grant.create", "grant.end"]


def test_a_grant_ends_once(cast):
    grant = grant_role(make_user(), Role.EDITOR, park=cast.park, by=cast.administrator)
    end_grant(grant, by=cast.administrator)

    with pytest.raises(NoLongerPossible) as refusal:
        end_grant(grant, by=cast.administrator)

    assert refusal.value.code == "grant_ended"


def test_the_same_grant_is_not_given_twice(cast):
    with pytest.raises(RuleBroken) as refusal:
        grant_role(cast.editor, Role.EDITOR, park=cast.park, by=cast.administrator)

    assert refusal.value.code == "grant_exists"


def test_an_ended_grant_can_be_given_again(cast):
    end_grant(Grant.objects.get(user=cast.editor), by=cast.administrator)

    grant_role(cast.editor, Role.EDITOR, park=cast.park, by=cast.administrator)

    assert list(parks_of(cast.editor, Role.EDITOR)) == [cast.park.pk]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.LEAD])
def test_a_committee_member_needs_a_park(cast, role):
    with pytest.raises(RuleBroken) as refusal:
        grant_role(make_user(), role, region=cast.province, by=cast.administrator)

    assert refusal.value.code == "grant_needs_park"


def test_a_grant_has_one_scope(cast):
    with pytest.raises(RuleBroken) as refusal:
        grant_role(
            make_user(), Role.OBSERVER, park=cast.park, region=cast.province, by=cast.administrator
        )

    assert refusal.value.code == "grant_scope"


@pytest.mark.parametrize(
    ("starts", "ends", "code"), [(2, 1, "grant_dates"), (None, -1, "grant_is_past")]
)
def test_impossible_dates_are_refused(cast, starts, ends, code):
    today = clock.today()
    with pytest.raises(RuleBroken) as refusal:
        grant_role(
            make_user(),
            Role.OBSERVER,
            by=cast.administrator,
            starts_on=None if starts is None else today + timedelta(days=starts),
            ends_on=today + timedelta(days=ends),
        )

    assert refusal.value.code == code
