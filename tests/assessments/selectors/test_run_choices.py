"""What a new run can be made of."""

from datetime import date

import pytest

from assessments.selectors.run_choices import (
    ParkChoice,
    codes_not_found,
    parks_chosen,
    quarters_offered,
    regions_offered,
    usual_quarter,
    values_on_record,
    versions_offered,
)
from parks.models import Park
from tests.assessments.small import SMALL, enter, publish
from tests.factories import make_park, make_period, make_region

pytestmark = pytest.mark.django_db


def codes(parks):
    return {park.code for park in parks}


def test_versions_are_those_assigned_to_a_park_that_one_may_assess(cast):
    own = publish(cast)
    for_park = publish(cast, SMALL.replace("code: small", "code: of_park", 1), park=cast.park)
    publish(cast, SMALL.replace("code: small", "code: far", 1), region=cast.foreign_park.region)

    assert set(versions_offered(cast.consultant)) == {own, for_park}
    assert list(versions_offered(cast.reviewer)) == []


def test_the_usual_quarter_is_the_last_past_its_due_date(db):
    for code in ("2025-Q1", "2025-Q2", "2025-Q3", "2025-06"):
        make_period(code)
    in_the_days_of_grace = date(2025, 7, 10)
    quarters = quarters_offered(in_the_days_of_grace)

    assert [one.code for one in quarters] == ["2025-Q2", "2025-Q1"]
    assert str(usual_quarter(quarters, in_the_days_of_grace)) == "2025-Q1"
    assert str(usual_quarter(quarters, date(2025, 7, 16))) == "2025-Q2"
    assert usual_quarter([], in_the_days_of_grace) is None


def test_regions_are_those_with_parks_that_one_may_assess(cast):
    make_region("YJ-EMPTY", cast.province)

    assert codes(regions_offered(cast.consultant)) == {"YJ", "YJ-HT"}
    assert regions_offered(cast.observer) == []


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        (ParkChoice(), {"LH-01", "PR-01"}),
        (ParkChoice("region", region="YJ-HT"), {"LH-01"}),
        (ParkChoice("region", region="QN"), set()),
        (ParkChoice("stage", stage="t1"), {"LH-01"}),
        (ParkChoice("stage", stage="t2"), set()),
        (ParkChoice("picked", codes=("PR-01", "QN-01")), {"PR-01"}),
    ],
)
def test_only_parks_that_one_may_assess_are_chosen(cast, choice, found):
    make_park("PR-01", cast.province)
    publish(cast)
    enter(cast, "t1", "2025-02-01")

    assert codes(parks_chosen(cast.consultant, choice, make_period("2025-Q1"))) == found


def test_codes_out_of_sight_are_as_unknown_as_those_of_nobody(cast):
    assert codes_not_found(cast.consultant, ["LH-01", "QN-01", "NO-99"]) == ["QN-01", "NO-99"]


def test_values_are_counted_that_can_act_on_the_quarter(cast, scored):
    version = scored.standing_quarters.first().version
    parks = Park.objects.filter(pk=scored.pk)
    first = values_on_record(version, make_period("2025-Q1"), parks)
    second = values_on_record(version, make_period("2025-Q2"), parks)

    assert 0 < first < second
    assert values_on_record(version, make_period("2025-Q1"), Park.objects.none()) == 0
