"""The audit trail of one park."""

import pytest
from django.db import transaction

from accounts import audit
from parks.models import Indicator
from parks.selectors.audit_list import audit_entries, chain_of, park_audit


@pytest.fixture
def trail(cast):
    with transaction.atomic():
        audit.record("report.submit", by=cast.lead, on=cast.park, reason="")
        audit.record("report.return", by=cast.reviewer, on=cast.park, reason="See the tax.")
        audit.record("report.submit", by=cast.lead, on=cast.foreign_park)
        audit.record("user.add", by=cast.lead, on=cast.lead)


def shown(park, action="", person=""):
    return park_audit(park, action=action, person=person, number="1")


def test_the_trail_of_one_park_is_told_with_its_details(cast, trail):
    found = shown(cast.park)
    assert [line.sentence for line in found.lines] == [
        f"The report {cast.park} was returned.",
        f"The report {cast.park} was submitted.",
    ]
    assert found.lines[0].details == [("reason", "See the tax.")]
    assert found.people == ("Lead", "Reviewer")
    assert found.actions[0] == ("report.return", "The report … was returned.")


def test_each_filter_narrows(cast, trail):
    assert len(shown(cast.park, action="report.submit").lines) == 1
    assert len(shown(cast.park, person="Reviewer").lines) == 1
    assert shown(cast.park, person="Nobody\0").lines == ()
    assert chain_of(cast.park) == audit_entries(cast.park).first().chain


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(cast, rows, django_assert_num_queries):
    for _ in range(rows):
        with transaction.atomic():
            audit.record("report.submit", by=cast.lead, on=cast.park)
    with django_assert_num_queries(4):
        shown(cast.park)


@pytest.mark.parametrize("rows", [1, 3])
def test_indicators_are_told_by_their_names_in_one_query(cast, rows, django_assert_num_queries):
    for number in range(rows):
        Indicator.objects.create(code=f"moons_{number}", name_en=f"Moons {number}", every="month")
        with transaction.atomic():
            details = {"indicator": f"moons_{number}", "before": [1.0], "after": [2.0]}
            audit.record("entry.write", by=cast.editor, on=cast.park, **details)
    with django_assert_num_queries(5):
        found = shown(cast.park)
    assert found.lines[-1].details == [("indicator", "Moons 0"), ("before", "1"), ("after", "2")]
