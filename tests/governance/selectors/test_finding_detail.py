"""The page of a finding: its steps, its proof, what may be done."""

from datetime import timedelta

import pytest

from governance.finding_workflow import raise_finding
from governance.models import Finding
from governance.selectors.finding_acts import with_finding_acts
from governance.selectors.finding_detail import finding_page
from governance.services.findings import FindingFacts
from tests.governance.supervised import (
    TODAY,
    accepted_quarter,
    drawn_round,
    in_october,
    rectified,
)


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def page(finding, user):
    return finding_page(with_finding_acts(Finding.objects.all(), user).get(pk=finding.pk), user)


def test_it_tells_what_was_done(cast):
    shown = page(rectified(cast), cast.reviewer)
    assert [one.step for one in shown.steps] == ["raise", "rectify"]
    assert [one.title for one in shown.proof] == ["Photo of the rails"]
    assert shown.acts == ["close", "send_back"]
    assert not shown.sees_round


def test_the_round_is_linked_for_who_sees_it(cast):
    accepted_quarter(cast)
    facts = FindingFacts(
        title="x",
        severity="minor",
        due_on=TODAY + timedelta(days=9),
        item=drawn_round(cast).sample.first(),
    )
    finding = raise_finding(cast.park, facts, by=cast.reviewer)
    assert page(finding, cast.reviewer).sees_round
    assert not page(finding, cast.lead).sees_round
