"""Who holds a role in a park is whoever sees its facts."""

from datetime import date, timedelta

from accounts import clock
from accounts.models import User
from parks.choices import Role
from parks.models import Park
from parks.permissions import parks_of
from parks.selectors.people import people_of, people_of_any
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


def test_people_of_any_holds_a_role_in_one_of_the_parks(cast):
    both, neither = Park.objects.all(), Park.objects.none()
    assert set(people_of_any(both)) == {*people_of(cast.park), *people_of(cast.foreign_park)}
    assert cast.stranger in people_of_any(both, Role.LEAD)
    grant(make_user("Everywhere"), Role.OBSERVER)
    assert list(people_of_any(neither)) == []
