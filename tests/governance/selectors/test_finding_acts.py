"""Flags beside findings, in the query that loads them."""

import pytest

from governance.models import Finding
from governance.selectors.finding_acts import FINDING_ACTS, with_finding_acts
from tests.governance.supervised import in_october, late, rectified


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def flags_of(user):
    found = with_finding_acts(Finding.objects.all(), user)
    return [{act for act in FINDING_ACTS if getattr(one, f"may_{act}")} for one in found]


def test_flags_are_loaded_with_the_findings(cast, django_assert_num_queries):
    late(cast)
    rectified(cast)
    with django_assert_num_queries(1):
        assert flags_of(cast.lead) == [{"plan", "rectify", "prove"}, set()]
    assert flags_of(cast.editor) == [{"prove"}, set()]
    assert flags_of(cast.reviewer) == [{"escalate"}, {"close", "send_back"}]
    assert flags_of(cast.authority) == [{"escalate", "extend"}, {"close", "send_back"}]
    assert flags_of(cast.observer) == [set(), set()]
