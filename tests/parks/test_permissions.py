"""Whom a grant reaches: role, place and dates."""

from datetime import timedelta

import pytest

from accounts import clock
from parks.choices import Role
from parks.models import Grant, Park, Region
from parks.permissions import (
    grants_held,
    may_edit_park,
    may_import_parks,
    may_name_editors,
    may_view_facts,
    may_view_grant,
    may_view_import,
    may_view_observation,
    may_view_park,
    may_view_region,
    parks_of,
    reach_of,
    regions_of,
)
from tests.factories import grant, make_park, make_region, make_user

ROLES = ["editor", "lead", "reviewer", "authority", "observer", "consultant", "administrator"]


def codes(user, *roles):
    return sorted(Park.objects.filter(pk__in=parks_of(user, *roles)).values_list("code", flat=True))


def test_a_park_grant_reaches_one_park(cast):
    make_park("LH-02", cast.district)
    assert codes(cast.editor) == ["LH-01"]


def test_a_region_grant_reaches_all_below_and_nothing_beside(cast):
    make_park("IN-PROVINCE", cast.province)
    make_park("DEEPER", make_region("YJ-HT-1", cast.district))
    make_park("BESIDE", make_region("YJ-XX", cast.province))

    assert codes(cast.authority) == ["BESIDE", "DEEPER", "IN-PROVINCE", "LH-01"]
    assert codes(cast.reviewer) == ["DEEPER", "LH-01"]


def test_a_path_that_only_begins_alike_is_another_region(cast):
    near = make_region("NEAR")
    Region.objects.filter(pk=near.pk).update(path=cast.district.path.rstrip("/") + "9/")
    make_park("NEAR-1", near)

    assert codes(cast.reviewer) == ["LH-01"]


def test_an_unfinished_region_reaches_nothing(cast):
    user, region = make_user(), Region.objects.create(code="UNFINISHED", name_en="Unfinished")
    grant(user, Role.AUTHORITY, region=region)

    assert codes(user) == []
    assert not may_import_parks(user)


def test_a_grant_without_place_reaches_everywhere(cast):
    user = make_user()
    grant(user, Role.OBSERVER)

    assert codes(user) == ["LH-01", "QN-01"]


def test_only_the_named_roles_count(cast):
    assert codes(cast.editor, Role.EDITOR) == ["LH-01"]
    assert codes(cast.editor, Role.LEAD, Role.AUTHORITY) == []


@pytest.mark.parametrize(
    ("starts", "ends", "reaches"),
    [(0, 0, True), (-1, None, True), (None, 1, True), (1, None, False), (None, -1, False)],
)
def test_a_grant_holds_from_its_first_to_its_last_day(cast, starts, ends, reaches):
    today, user = clock.today(), make_user()
    grant(
        user,
        Role.OBSERVER,
        park=cast.park,
        starts_on=None if starts is None else today + timedelta(days=starts),
        ends_on=None if ends is None else today + timedelta(days=ends),
    )

    assert bool(codes(user)) is reaches


def test_an_ended_grant_reaches_nothing(cast):
    Grant.objects.filter(user=cast.editor).update(ended_at=clock.now())

    assert codes(cast.editor) == []


def test_the_parks_of_a_person_are_one_query(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        list(Park.objects.filter(may_view_park(cast.authority), may_edit_park(cast.authority)))


@pytest.mark.parametrize("role", ROLES)
def test_who_sees_the_park_and_its_facts(cast, role):
    user = cast.person(role)
    seen = Park.objects.filter(may_view_park(user))
    facts = Park.objects.filter(may_view_facts(user))

    assert cast.park in seen
    assert (cast.park in facts) is (role != "administrator")
    assert (cast.foreign_park in seen) is (role == "administrator")


@pytest.mark.parametrize("role", [*ROLES, "stranger"])
def test_only_the_authority_edits_and_imports(cast, role):
    user = cast.person(role)
    may_edit = Park.objects.filter(may_edit_park(user), pk=cast.park.pk).exists()

    assert may_edit is may_import_parks(user) is (role == "authority")


@pytest.mark.parametrize("role", [*ROLES, "stranger"])
def test_only_the_lead_names_editors(cast, role):
    parks = Park.objects.filter(may_name_editors(cast.person(role)), pk=cast.park.pk)

    assert parks.exists() is (role == "lead")


def test_an_authority_of_one_park_edits_it_but_adds_none(cast):
    user = make_user()
    grant(user, Role.AUTHORITY, park=cast.park)

    assert Park.objects.filter(may_edit_park(user)).get() == cast.park
    assert not may_import_parks(user)


def test_regions_are_those_one_reaches_and_those_above(cast):
    def seen(user):
        return set(Region.objects.filter(may_view_region(user)).values_list("code", flat=True))

    assert seen(cast.editor) == {"YJ", "YJ-HT"}
    assert seen(cast.stranger) == {"QN"}
    assert seen(cast.administrator) == {"YJ", "YJ-HT", "QN"}
    assert set(regions_of(cast.authority, Role.AUTHORITY)) == {cast.province.pk, cast.district.pk}


def test_own_things_are_seen_by_their_owner_alone(cast):
    assert may_view_import(cast.authority).children == [("uploaded_by", cast.authority)]
    assert set(Grant.objects.filter(may_view_grant(cast.stranger))) == set(
        cast.stranger.grants.all()
    )


def test_observations_follow_the_park(cast, observation):
    model = type(observation)
    assert model.objects.filter(may_view_observation(cast.observer)).exists()
    assert not model.objects.filter(may_view_observation(cast.stranger)).exists()
    assert not model.objects.filter(may_view_observation(cast.administrator)).exists()


@pytest.mark.parametrize("roles", [(), (Role.REVIEWER,), (Role.OBSERVER, Role.LEAD)])
@pytest.mark.parametrize("everywhere", [False, True])
def test_grants_read_beforehand_reach_the_same_parks(cast, roles, everywhere):
    if everywhere:
        grant(cast.observer, Role.OBSERVER)
    grant(cast.reviewer, Role.LEAD, park=cast.foreign_park)
    for user in (cast.editor, cast.reviewer, cast.authority, cast.observer, cast.stranger):
        reached = Park.objects.filter(reach_of(grants_held(user), *roles))
        assert set(reached.values_list("pk", flat=True)) == set(parks_of(user, *roles))
