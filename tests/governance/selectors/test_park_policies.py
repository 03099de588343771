"""The policies of one park."""

from datetime import UTC, datetime

import pytest

from accounts import clock
from governance.selectors.park_policies import park_policies
from tests.factories import make_park
from tests.governance.policies_for_tests import make_policy


@pytest.fixture(autouse=True)
def june():
    with clock.at(datetime(2026, 6, 1, 4, tzinfo=UTC)):
        yield


def test_what_is_in_force_stands_by_kind_beside_what_was_and_what_comes(cast):
    make_policy("A", cast.province)
    make_policy("B", cast.district, in_force_until="2026-05-31")
    make_policy("C", cast.district, in_force_from="2026-06-02")
    make_policy("D", cast.district, kind="complementary")
    make_policy("E", cast.district, parks=[make_park("LH-02", cast.district)])
    found = park_policies(cast.park, cast.observer)
    held = {one.kind.value: [p.code for p in one.policies] for one in found.kinds if one.policies}
    assert held == {"finance_tax": ["A"], "complementary": ["D"]}
    assert ([one.code for one in found.past], [one.code for one in found.coming]) == (["B"], ["C"])
    assert (found.special, found.is_empty) == (1, False)


def test_a_park_without_policies_says_so(cast):
    assert park_policies(cast.park, cast.observer).is_empty
