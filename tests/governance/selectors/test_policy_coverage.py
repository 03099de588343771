"""The matrix of kinds by park."""

from datetime import date

import pytest

from accounts import clock
from governance.selectors.policy_coverage import (
    CoverageFilter,
    coverage_rows,
    parks_asked,
    policy_coverage_page,
)
from tests.factories import make_park
from tests.governance.policies_for_tests import make_policy

DAY = date(2026, 6, 1)


@pytest.fixture
def policies(cast):
    make_policy("A", cast.province)
    make_policy("B", cast.district)
    make_policy("C", cast.district, kind="complementary")
    make_policy("D", cast.district, kind="own_land", parks=[cast.park])
    return make_park("LH-02", cast.province)


def test_cells_count_policies_and_the_row_the_special_kinds(cast, policies):
    first, second = coverage_rows([cast.park, policies], DAY)
    assert {kind: count for kind, count in first.counts.items() if count} == {
        "finance_tax": 2,
        "own_land": 1,
        "complementary": 1,
    }
    assert (first.special, second.special) == (2, 1)


def test_the_sum_counts_all_parks_that_the_reader_sees(cast, policies):
    page = policy_coverage_page(cast.authority, CoverageFilter(DAY), None)
    covered = {cell.kind.value: cell.count for cell in page.covered if cell.count}
    assert covered == {"finance_tax": 2, "own_land": 1, "complementary": 1}
    assert [row.park.code for row in page.rows] == ["LH-01", "LH-02"]
    own = policy_coverage_page(cast.editor, CoverageFilter(DAY), None)
    assert [row.park.code for row in own.rows] == ["LH-01"]


def test_the_region_narrows_the_parks(cast, policies):
    assert [one.code for one in parks_asked(cast.authority, "YJ-HT")] == ["LH-01"]
    assert [one.code for one in parks_asked(cast.authority, "QN")] == []


def test_without_a_day_it_is_today():
    assert CoverageFilter.asked_by({}) == CoverageFilter(clock.today())
    assert CoverageFilter.asked_by({"day": "2026-06-01", "region": "YJ"}) == CoverageFilter(
        DAY, "YJ"
    )
