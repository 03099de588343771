"""How a policy stands, and when its first day begins."""

from datetime import UTC, date, datetime

import pytest

from accounts import clock
from governance.choices import PolicyState
from governance.models import Policy
from tests.governance.policies_for_tests import make_policy


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"in_force_from": date(2026, 6, 2)}, PolicyState.COMING),
        ({"in_force_from": date(2026, 6, 1)}, PolicyState.IN_FORCE),
        ({"in_force_until": date(2026, 6, 1)}, PolicyState.IN_FORCE),
        ({"in_force_until": date(2026, 5, 31)}, PolicyState.ENDED),
        ({"removed_at": datetime(2026, 5, 1, tzinfo=UTC)}, PolicyState.STRUCK_OFF),
    ],
)
def test_a_policy_stands_by_its_days(cast, fields, state):
    with clock.at(datetime(2026, 6, 1, 4, tzinfo=UTC)):
        assert make_policy("A", cast.district, **fields).state == state


def test_a_day_begins_where_the_installation_is(cast):
    make_policy("A", cast.district, in_force_from=date(2026, 3, 1))
    found = Policy.objects.with_start().get()
    assert found.in_force_at == datetime(2026, 2, 28, 16, tzinfo=UTC)
    later = Policy.objects.with_start().filter(in_force_at__gt=found.in_force_at)
    assert not later.exists()
