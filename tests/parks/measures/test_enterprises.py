"""Who settled in a park and who lives there, counted by hand."""

import pytest

from parks.measures.enterprises import ENTERPRISE_MEASURES, resident_firms
from parks.models import ParkIndustry
from parks.registers import REGISTERS
from parks.services.records import remove_record
from tests.factories import make_park, make_period
from tests.parks.places_for_tests import change, day, keeper, make_enterprises


@pytest.fixture
def firms(cast):
    lead(cast.park)
    rows = (
        {"code": "EN-1", "settled_on": day("2026-07-01")},
        {"code": "EN-2", "settled_on": day("2026-09-30"), "industry": "C35"},
        {"code": "EN-3", "settled_on": day("2026-08-01"), "industry": "I65"},
        {"code": "EN-4", "settled_on": day("2026-08-02"), "left_on": day("2026-09-01")},
        {"code": "EN-5", "settled_on": day("2026-06-30"), "industry": "I65"},
        {"code": "EN-6", "settled_on": None},
    )
    return {one.code: one for one in make_enterprises(cast.park, *rows)}


def lead(park):
    for industry in ("C34", "C35"):
        ParkIndustry.objects.create(park=park, industry=industry)


def figure(park, period="2026-Q3"):
    found = ENTERPRISE_MEASURES["lettings_fit"].figures([park.pk], make_period(period))[park.pk]
    return (found.value, found.part, found.whole)


def test_those_settled_in_the_quarter_count_also_if_they_left_again(cast, firms):
    assert figure(cast.park) == (75.0, 3.0, 4.0)


def test_an_empty_register_says_nothing(cast):
    lead(cast.park)
    assert figure(cast.park) == (None, 0, 0)


def test_a_park_without_leading_industries_has_nothing_to_fit(cast):
    make_enterprises(cast.park, {"settled_on": day("2026-08-01")})
    assert figure(cast.park) == (None, 0, 0)


def test_one_entered_late_counts_in_its_quarter(cast, firms):
    make_enterprises(cast.park, {"settled_on": day("2026-07-02"), "industry": "I65"})
    assert figure(cast.park) == (60.0, 3.0, 5.0)


def test_one_that_settled_before_or_after_does_not_count(cast, firms):
    make_enterprises(cast.park, {"settled_on": day("2026-10-01")})
    assert figure(cast.park) == (75.0, 3.0, 4.0)
    assert figure(cast.park, "2026-Q2") == (0.0, 0.0, 1.0)
    assert figure(cast.park, "2026-Q1") == (None, 0, 0)


def test_one_struck_off_does_not_count(cast, firms):
    remove_record(REGISTERS["enterprises"], firms["EN-3"], reason="Twice.", by=keeper(cast.park))
    assert figure(cast.park) == (100.0, 3.0, 3.0)


def test_all_parks_are_read_at_once(cast, firms, django_assert_num_queries):
    parks = [cast.park, make_park(), make_park()]
    lead(parks[1])
    make_enterprises(parks[1], {"settled_on": day("2026-08-01"), "industry": "I65"})
    period = make_period("2026-Q3")
    for asked in (parks[:1], parks):
        with django_assert_num_queries(2):
            found = ENTERPRISE_MEASURES["lettings_fit"].figures([one.pk for one in asked], period)
    assert [found[park.pk].value for park in parks] == [75.0, 0.0, None]


def test_residents_have_settled_and_not_left(cast, firms, django_assert_num_queries):
    def counted(text):
        return dict(resident_firms([cast.park.pk], day(text)))

    assert counted("2026-06-29") == {cast.park.pk: 1.0}
    assert counted("2026-08-31") == {cast.park.pk: 5.0}
    assert counted("2026-09-01") == {cast.park.pk: 4.0}
    with django_assert_num_queries(1):
        assert counted("2026-09-30") == {cast.park.pk: 5.0}
    change(firms["EN-6"], left_on=day("2020-01-01"))
    assert counted("2026-09-30") == {cast.park.pk: 4.0}
