"""Which policies a person finds."""

from datetime import date

import pytest

from governance.selectors.policy_list import (
    PolicyFilter,
    day_asked,
    policies_found,
    policy_list_page,
)
from parks.choices import Role
from tests.factories import grant, make_park, make_region, make_user
from tests.governance.policies_for_tests import make_policy


def codes(user, **wanted):
    return sorted(one.code for one in policies_found(user, PolicyFilter(**wanted)))


@pytest.fixture
def policies(cast):
    make_policy("A", cast.province, kind="finance_tax", name_en="Grants", issuer="Treasury")
    make_policy("B", cast.district, kind="own_land", number="77-B", in_force_until="2026-05-01")
    make_policy("C", cast.district, parks=[make_park("LH-02", cast.district)])
    make_policy("F", cast.foreign_park.region)


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("editor", ["A", "B"]),
        ("observer", ["A", "B"]),
        ("reviewer", ["A", "B", "C"]),
        ("consultant", ["A", "B", "C"]),
        ("authority", ["A", "B", "C"]),
        ("administrator", ["A", "B", "C", "F"]),
        ("stranger", ["F"]),
    ],
)
def test_who_sees_a_park_that_is_covered_sees_the_policy(cast, policies, role, expected):
    assert codes(cast.person(role)) == expected


def test_the_authority_sees_what_it_keeps_where_there_is_no_park(cast):
    make_policy("A", make_region("YJ-EMPTY", cast.province))
    assert codes(cast.authority) == ["A"]
    assert codes(cast.reviewer) == []


def test_a_role_that_ended_shows_nothing(cast, policies):
    person = make_user()
    grant(person, Role.OBSERVER, park=cast.park, ends_on=date(2020, 1, 1))
    assert codes(person) == []


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"kind": "own_land"}, ["B"]),
        ({"kind": "nonsense"}, []),
        ({"region": "YJ"}, ["A", "B", "C"]),
        ({"region": "YJ-HT"}, ["B", "C"]),
        ({"region": "NO-SUCH"}, []),
        ({"park": "LH-01"}, ["A", "B"]),
        ({"park": "LH-02"}, ["A", "B", "C"]),
        ({"park": "QN-01"}, []),
        ({"day": date(2026, 5, 1)}, ["A", "B", "C"]),
        ({"day": date(2026, 5, 2)}, ["A", "C"]),
        ({"day": date(2026, 2, 28)}, []),
        ({"text": "treas"}, ["A"]),
        ({"text": "77-b"}, ["B"]),
        ({"text": "%"}, []),
    ],
)
def test_filters_narrow_what_is_found(cast, policies, wanted, expected):
    assert codes(cast.authority, **wanted) == expected


def test_struck_off_policies_are_not_listed(cast, policies):
    gone = make_policy("D", cast.district)
    gone.removed_at = gone.changed_at
    gone.save()
    assert "D" not in codes(cast.authority)


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("code", ["A", "B", "C"]),
        ("until", ["B", "A", "C"]),
        ("region", ["A", "B", "C"]),
        ("", ["A", "B", "C"]),
        ("nonsense", ["A", "B", "C"]),
    ],
)
def test_the_list_is_in_the_order_asked_for(cast, policies, sort, expected):
    found = policies_found(cast.authority, PolicyFilter(sort=sort))
    assert [one.code for one in found] == expected


def test_an_address_is_read_as_it_can_be():
    wanted = PolicyFilter.asked_by({"q": " a\0 ", "day": "2026-02-30", "park": " LH-01 "})
    assert (wanted.text, wanted.day, wanted.park) == ("a", None, "LH-01")
    assert wanted.is_narrowing
    assert not PolicyFilter(sort="code").is_narrowing
    assert day_asked("2026-09-30") == date(2026, 9, 30)


def test_the_page_offers_adding_to_authorities_alone(cast):
    assert policy_list_page(cast.authority, PolicyFilter(), None).may_issue
    assert not policy_list_page(cast.reviewer, PolicyFilter(), None).may_issue
