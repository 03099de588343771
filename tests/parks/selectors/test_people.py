"""Who holds a role in a park is whoever sees its facts."""

from datetime import date, timedelta

from accounts import clock
from accounts.models import User
from parks.choices import Role
from parks.permissions import parks_of
from parks.selectors.people import people_of
from tests.factories import grant, make_user


def test_people_of_is_parks_of_the_other_way_round(cast):
    grant(make_user("Everywhere"), Role.OBSERVER)
    grant(make_user("Ended"), Role.OBSERVER, park=cast.park, ended_at=clock.now())
    yesterday = clock.today() - timedelta(days=1)
    grant(make_user("Past"), Role.OBSERVER, park=cast.park, ends_on=yesterday)
    grant(make_user("To come"), Role.OBSERVER, park=cast.park, starts_on=date(2999, 1, 1))
    for park in (cast.park, cast.foreign_park):
        expected = {u.name for u in User.objects.all() if park.pk in parks_of(u)}
        assert {user.name for user in people_of(park)} == expected
    assert "Everywhere" in expected
    assert "Authority" not in expected


def test_people_of_counts_the_roles_that_are_named(cast):
    assert set(people_of(cast.park, Role.REVIEWER, Role.LEAD)) == {cast.reviewer, cast.lead}


def test_people_of_leaves_out_who_is_shut_out(cast):
    User.objects.filter(pk=cast.lead.pk).update(is_active=False)
    assert cast.lead not in people_of(cast.park)
