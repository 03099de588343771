"""What the page of a path collects."""

from datetime import UTC, datetime

from assessments.selectors.path_detail import decision_detail, path_detail
from assessments.services.gates import decide
from governance.services.gates import revoke_decision
from tests.assessments.gated import AUGUST, POOR, before_the_gate
from tests.assessments.small import at


def decided(cast, park, verdict="defer"):
    seen = path_detail(park, cast.authority).seen
    return decide(park, verdict=verdict, reason="Wait.", by=cast.authority, seen=seen)


def test_it_says_who_may_decide_and_why_others_may_not(cast):
    park = before_the_gate(cast, second=POOR)
    with at(AUGUST):
        own, other = path_detail(park, cast.authority), path_detail(park, cast.reviewer)
    assert (own.may_decide, own.why_not) == (True, "")
    assert not other.may_decide
    assert other.why_not == "Only an authority of the park's region decides on its gates."
    assert own.counts == {"fails": 1, "undecided": 0, "holds": 2}
    assert "Vacancy below 20 %" in own.why_closed


def test_who_filed_is_told_which_period(cast):
    park = before_the_gate(cast)
    park.reports.get(period__code="2024").entries.first().changes.update(by=cast.authority)
    assert path_detail(park, cast.authority).why_not.startswith("You filed values of 2024;")


def test_decisions_are_listed_latest_first_and_stay_when_revoked(cast):
    park = before_the_gate(cast)
    with at(AUGUST):
        first = decided(cast, park)
        second = decided(cast, park, "pass")
        assert decision_detail(second, cast.authority).may_revoke
        assert not decision_detail(second, cast.observer).may_revoke
        revoke_decision(second, reason="Wrong.", by=cast.authority)
        detail = path_detail(park, cast.observer)
    assert detail.decisions == (second, first)
    assert [one.stage for one in detail.records] == ["t1"]


def test_as_it_was_known_nothing_can_be_decided(cast):
    park = before_the_gate(cast)
    with at(AUGUST):
        decided(cast, park)
        then = path_detail(park, cast.authority, known_at=datetime(2025, 7, 30, tzinfo=UTC))
    assert not then.may_decide
    assert then.decisions == ()
    assert then.gate.is_open
