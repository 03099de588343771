"""What a portfolio resolves to for its reader, and what can be chosen."""

import pytest

from parks.choices import Role
from parks.models import ParkIndustry
from tests.assessments.many import copy_park
from tests.assessments.portfolio_of import portfolio_of, shown_to
from tests.assessments.small import SMALL, publish
from tests.factories import grant, make_park, make_user


def test_by_default_the_last_quarter_past_its_due_date(cast, scored):
    assert shown_to(cast.reviewer).quarter.code == "2025-Q2"
    assert shown_to(cast.reviewer, day="2025-07-10").quarter.code == "2025-Q1"
    assert shown_to(cast.reviewer, quarter="2025-Q1").quarter.code == "2025-Q1"


@pytest.mark.parametrize("quarter", ["2025-Q3", "2025-06", "x"])
def test_a_quarter_that_has_not_ended_is_told(cast, scored, quarter):
    shown = shown_to(cast.reviewer, quarter=quarter)
    assert list(shown.errors) == ["quarter"]
    assert shown.quarter.code == "2025-Q2"


def test_by_default_the_framework_of_most_parks(cast, scored):
    assert str(shown_to(cast.reviewer).version) == "small 1"
    other = publish(cast, SMALL.replace('version: "1"', 'version: "2"'))
    for number in range(2):
        park = copy_park(scored, f"LH-2{number}")
        park.standing_quarters.update(version=other)
    found = portfolio_of(cast.reviewer)
    assert [str(one) for one in found.choices.frameworks] == ["small 2", "small 1"]
    assert found.shown.version == other
    assert str(shown_to(cast.reviewer, framework="small:1").version) == "small 1"
    assert list(shown_to(cast.reviewer, framework="small:3").errors) == ["framework"]


def test_regions_are_those_of_visible_parks_and_above(cast, scored):
    codes = [one.code for one in portfolio_of(cast.reviewer).choices.regions]
    assert codes == ["YJ", "YJ-HT"]
    foreign = shown_to(cast.reviewer, region="QN")
    assert list(foreign.errors) == ["region"]
    assert foreign.parks().count() == 1


def test_industries_are_those_of_visible_parks(cast, scored):
    ParkIndustry.objects.create(park=scored, industry="C13")
    ParkIndustry.objects.create(park=cast.foreign_park, industry="C17")
    assert [code for code, _name in portfolio_of(cast.reviewer).choices.industries] == ["C13"]


def test_a_person_without_roles_has_an_empty_portfolio(cast, scored):
    found = portfolio_of(make_user())
    assert found.shown.version is None
    assert found.shown.parks().count() == 0
    assert found.choices.regions == ()


def test_a_portfolio_takes_the_same_queries_for_one_park_and_for_many(
    cast, scored, django_assert_num_queries
):
    for count in (1, 3):
        for number in range(count - 1):
            copy_park(scored, f"LH-2{number}")
        with django_assert_num_queries(7):
            portfolio_of(cast.reviewer)


def test_where_nothing_is_scored_there_is_no_framework(cast, db):
    user = make_user()
    grant(user, Role.OBSERVER, park=make_park())
    assert shown_to(user).version is None
