"""Observations as arrays: one for each park, column and end, with its reason where it has no value."""

import pytest

from assessments.framework_file import spec_of
from assessments.selectors.observed import REASONS, read_observed
from engine.rules import MISSING, NOT_APPLICABLE, OK
from parks.models import Observation, Period
from tests.assessments.small import QUARTER, at, enter, file, publish


@pytest.fixture
def spec(cast):
    with at("2025-04-03"):
        version = publish(cast)
        enter(cast, "t2")
        file(cast, "2025-Q1", {**QUARTER, "access": "not_applicable", "vacancy": "late"})
    return spec_of(version).spec


def read(cast, spec, known_at=None):
    ends = {one.pk: one.last_month for one in Period.objects.all()}
    return read_observed(spec, {cast.park.pk: 0}, ends, known_at)


def test_states_follow_values_and_reasons(cast, spec):
    observed = read(cast, spec)
    codes = [spec.measured[column].code for column in observed.column]
    found = {
        code: (state, REASONS[reason])
        for code, state, reason in zip(codes, observed.states, observed.reasons, strict=True)
    }
    assert found["access"] == (NOT_APPLICABLE, "not_applicable")
    assert found["vacancy"] == (MISSING, "late")
    assert found["pilots"] == (OK, "")


def test_keys_are_those_of_the_rows(cast, spec):
    observed = read(cast, spec)
    rows = dict(Observation.objects.values_list("pk", "period_id"))
    assert dict(zip(observed.ids.tolist(), observed.periods.tolist(), strict=True)) == rows


def test_of_two_periods_with_one_end_the_later_row_counts(cast, spec):
    one = Observation.objects.get(indicator__code="pilots")
    one.pk, one.value, one.period = None, 9.0, Period.objects.get(code="2025-03")
    one.save()
    observed = read(cast, spec)
    place = [spec.measured[column].code for column in observed.column].index("pilots")
    assert observed.values[place] == 9.0
    assert len(observed.ids) == Observation.objects.count() - 1


def test_a_part_holds_its_rows_and_counts_its_parks(cast, spec):
    part = read(cast, spec).part(slice(1, 3))
    assert len(part.ids) == 2
    assert part.cells(first=-2).unit.tolist() == [2, 2]
