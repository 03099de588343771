"""Deciding on a gate: on what is seen, only open ones pass, and from the day after the park stands at the next stage."""

import threading
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection, connections

from accounts import clock
from accounts.errors import ChangedMeanwhile, NoLongerPossible, RuleBroken
from accounts.models import AuditEntry
from assessments.models import StandingQuarter
from assessments.selectors.gate_evaluation import evaluation_of, fingerprint
from assessments.selectors.gates import gate_of
from assessments.services.following import tick
from assessments.services.gates import decide
from governance.choices import Verdict
from governance.models import EntryChange, GateDecision, PathStep, StageReport
from governance.selectors.path import stage_on
from governance.services.gates import revoke_decision
from parks.choices import Role
from tests.assessments.gated import AUGUST, GAP, GOOD, POOR, before_the_gate
from tests.assessments.small import at
from tests.cast import make_cast
from tests.factories import grant, make_user


def seen_of(park):
    return fingerprint(evaluation_of(gate_of(park)))


def decided(park, by, verdict="pass", reason="All rules hold.", seen=None):
    return decide(park, verdict=verdict, reason=reason, by=by, seen=seen or seen_of(park))


@pytest.fixture
def august():
    with at(AUGUST):
        yield


def test_a_pass_takes_effect_the_day_after_and_freezes_its_ground(cast):
    park = before_the_gate(cast)
    with at(AUGUST):
        decision = decided(park, cast.authority)
        assert stage_on(park, clock.today()) == "t1"
    step = PathStep.objects.in_force().filter(park=park).last()
    assert (step.stage, step.entered_on, step.gate_decision) == ("t2", date(2025, 8, 4), decision)
    frozen = decision.evaluation
    assert (frozen["framework"], frozen["version"], frozen["outcome"]) == ("small", "1", "holds")
    assert len(frozen["source_sha256"]) == 64
    assert [one["period"] for one in frozen["window"]] == ["2025-Q1", "2025-Q2"]
    assert frozen["window"][1]["rules"][1]["read"] == [{"name": "vacancy", "back": 0, "value": 10}]
    assert AuditEntry.objects.filter(action="gate.decide", park_id=park.pk).count() == 1


def test_the_next_report_asks_for_the_next_stage(cast):
    park = before_the_gate(cast)
    with at(AUGUST):
        decided(park, cast.authority)
    with at("2025-10-01"):
        tick()
    report = StageReport.objects.get(park=park, period__code="2025-Q3")
    assert report.stage == "t2"
    assert report.entries.filter(indicator__code="access").exists()


@pytest.mark.parametrize("verdict", [Verdict.REFUSE, Verdict.DEFER])
@pytest.mark.parametrize("filed", [(GOOD, POOR), (GAP, GAP), (GOOD, GOOD)])
def test_a_gate_may_be_refused_or_deferred(cast, verdict, filed):
    park = before_the_gate(cast, *filed)
    with at(AUGUST):
        decision = decided(park, cast.authority, verdict, "The halls stand empty.")
    assert decision.verdict == verdict
    assert PathStep.objects.filter(park=park).count() == 1


@pytest.mark.parametrize("filed", [(GOOD, POOR), (GAP, GAP), (GOOD, None), (None, GOOD)])
def test_only_an_open_gate_can_be_passed(cast, filed, august):
    park = before_the_gate(cast, *filed)
    with pytest.raises(NoLongerPossible) as error:
        decided(park, cast.authority)
    assert error.value.code == "gate_not_open"
    assert not GateDecision.objects.exists()


def test_the_refusal_names_the_first_rule_in_the_way(cast, august):
    park = before_the_gate(cast, second=POOR)
    with pytest.raises(NoLongerPossible, match="Vacancy below 20"):
        decided(park, cast.authority)


@pytest.mark.parametrize(
    "name", ["reviewer", "lead", "editor", "observer", "administrator", "stranger"]
)
def test_others_do_not_decide(cast, name, august):
    park = before_the_gate(cast)
    with pytest.raises(PermissionDenied):
        decided(park, cast.person(name))


def test_nobody_decides_on_a_park_in_whose_reports_they_filed(cast, august):
    park = before_the_gate(cast)
    entry = StageReport.objects.get(period__code="2025-Q1").entries.first()
    EntryChange.objects.create(entry=entry, by=cast.authority, at=clock.now(), value=1)
    with pytest.raises(PermissionDenied):
        decided(park, cast.authority)


def test_nor_where_they_submitted_a_report(cast, august):
    park = before_the_gate(cast)
    grant(cast.lead, Role.AUTHORITY, region=cast.province)
    with pytest.raises(PermissionDenied):
        decided(park, cast.lead)


@pytest.mark.parametrize(
    ("change", "code"),
    [({"reason": " "}, "reason_missing"), ({"verdict": "maybe"}, "verdict_unknown")],
)
def test_a_decision_needs_a_reason_and_a_known_verdict(cast, august, change, code):
    park = before_the_gate(cast)
    with pytest.raises(RuleBroken) as error:
        decided(park, cast.authority, **change)
    assert error.value.code == code


def test_what_changed_since_it_was_seen_is_looked_at_again(cast, august):
    park = before_the_gate(cast)
    with pytest.raises(ChangedMeanwhile) as error:
        decided(park, cast.authority, seen="0" * 64)
    assert (error.value.code, error.value.details["now"]) == ("gate_changed", seen_of(park))


def test_stale_scores_are_brought_up_to_date_first_and_shown_anew(cast, august):
    park = before_the_gate(cast)
    StandingQuarter.objects.update(is_stale=True)
    with pytest.raises(ChangedMeanwhile):
        decided(park, cast.authority)
    assert not StandingQuarter.objects.filter(is_stale=True).exists()
    assert decided(park, cast.authority).verdict == "pass"


def test_without_a_gate_there_is_nothing_to_decide(cast, august):
    with pytest.raises(NoLongerPossible) as error:
        decide(cast.park, verdict="pass", reason="On.", by=cast.authority, seen="")
    assert error.value.code == "no_gate"


def test_a_gate_is_passed_once(cast, august):
    park = before_the_gate(cast)
    seen = seen_of(park)
    decided(park, cast.authority, seen=seen)
    with pytest.raises(NoLongerPossible):
        decided(park, cast.authority, seen=seen)


def test_a_revoked_pass_leaves_the_park_before_the_gate_again(cast):
    park = before_the_gate(cast)
    with at(AUGUST):
        decision = decided(park, cast.authority)
    with at("2025-08-10"):
        assert stage_on(park, clock.today()) == "t2"
        revoke_decision(decision, reason="The halls were counted wrongly.", by=cast.authority)
        assert stage_on(park, clock.today()) == "t1"
        assert gate_of(park).is_open


def test_nothing_else_records_decisions():
    root = Path(settings.BASE_DIR)
    users = {
        str(path.relative_to(root))
        for app in ("accounts", "parks", "governance", "assessments", "config")
        for path in (root / app).rglob("*.py")
        if "record_decision(" in path.read_text("utf-8")
    }
    assert users == {"governance/services/gates.py", "assessments/services/gates.py"}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_authorities_at_once_make_one_pass():
    cast = make_cast()
    park = before_the_gate(cast)
    other = make_user("Other authority")
    grant(other, Role.AUTHORITY, region=cast.province)
    with at(AUGUST):
        seen = seen_of(park)
    barrier, done, refused = threading.Barrier(2), [], []

    def run(person):
        try:
            with at(AUGUST):
                connection.ensure_connection()
                barrier.wait(timeout=20)
                done.append(decided(park, person, seen=seen))
        except RuleBroken as error:
            refused.append(error.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[one]) for one in (cast.authority, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert (len(done), len(refused)) == (1, 1)
    assert GateDecision.objects.count() == 1
    assert PathStep.objects.filter(park=park).count() == 2
