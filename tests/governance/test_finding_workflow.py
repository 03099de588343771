"""The life of a finding, step by step: who may take which step when, and what it leaves behind."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import AuditEntry
from governance import finding_workflow as workflow
from governance.choices import FindingStatus
from governance.models import Finding
from governance.selectors.finding_acts import FINDING_ACTS, with_finding_acts
from governance.selectors.finding_detail import proof_of
from governance.services.findings import FindingFacts
from governance.services.proof import Proof, attach_proof
from parks.choices import Role
from tests.factories import grant
from tests.governance.supervised import (
    LINK,
    TODAY,
    closed,
    in_october,
    late,
    planned,
    raised,
    rectified,
)

SOON = date(2026, 11, 20)
ALL_STEPS = {
    "plan": lambda one, by: workflow.plan_action(one, action="Order.", action_on=SOON, by=by),
    "rectify": lambda one, by: workflow.rectify_finding(one, text="Done.", by=by),
    "close": lambda one, by: workflow.close_finding(one, by=by),
    "send_back": lambda one, by: workflow.send_finding_back(one, reason="Too low.", by=by),
    "escalate": lambda one, by: workflow.escalate_finding(one, to="The province", by=by),
    "extend": lambda one, by: workflow.extend_deadline(one, due_on=SOON, reason="Snow.", by=by),
}
OPEN, PLANNED, RECTIFIED, CLOSED, ESCALATED = FindingStatus
ANSWERED = {"plan", "rectify", "extend"}
POSSIBLE = {
    OPEN: ANSWERED | {"escalate"},
    PLANNED: ANSWERED | {"escalate"},
    ESCALATED: ANSWERED,
    RECTIFIED: {"close", "send_back"},
    CLOSED: set(),
}
AFTER = {
    "plan": {OPEN: PLANNED, PLANNED: PLANNED, ESCALATED: ESCALATED},
    "rectify": dict.fromkeys((OPEN, PLANNED, ESCALATED), RECTIFIED),
    "close": {RECTIFIED: CLOSED},
    "send_back": {RECTIFIED: OPEN},
    "escalate": dict.fromkeys((OPEN, PLANNED), ESCALATED),
    "extend": {OPEN: OPEN, PLANNED: PLANNED, ESCALATED: ESCALATED},
}
WHO = {
    "plan": {"lead"},
    "rectify": {"lead"},
    "close": {"reviewer", "authority"},
    "send_back": {"reviewer", "authority"},
    "escalate": {"reviewer", "authority"},
    "extend": {"authority"},
}
PEOPLE = ["editor", "lead", "reviewer", "authority", "observer", "consultant", "administrator"]
PEOPLE += ["stranger"]


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def at(status, cast) -> Finding:
    """Return a late finding at a status, with its proof attached."""
    finding = late(cast)
    attach_proof(finding, LINK, by=cast.editor)
    if status == PLANNED:
        ALL_STEPS["plan"](finding, cast.lead)
    if status == ESCALATED:
        ALL_STEPS["escalate"](finding, cast.authority)
    if status in {RECTIFIED, CLOSED}:
        ALL_STEPS["rectify"](finding, cast.lead)
    if status == CLOSED:
        ALL_STEPS["close"](finding, cast.reviewer)
    finding.refresh_from_db()
    assert finding.status == status
    return finding


@pytest.mark.parametrize("status", FindingStatus.values)
@pytest.mark.parametrize("step", ALL_STEPS)
def test_a_step_is_possible_at_its_statuses_only(cast, status, step):
    finding, by = at(status, cast), cast.person(min(WHO[step]))
    if step in POSSIBLE[status]:
        assert ALL_STEPS[step](finding, by).status == AFTER[step][status]
    else:
        with pytest.raises(NoLongerPossible) as refused:
            ALL_STEPS[step](finding, by)
        assert refused.value.code == "step_not_possible"
        finding.refresh_from_db()
        assert finding.status == status


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("step", ALL_STEPS)
def test_a_step_is_for_its_people_only(cast, name, step):
    finding = at(RECTIFIED if step in POSSIBLE[RECTIFIED] else OPEN, cast)
    if name in WHO[step]:
        ALL_STEPS[step](finding, cast.person(name))
        return
    with pytest.raises(PermissionDenied):
        ALL_STEPS[step](finding, cast.person(name))


@pytest.mark.parametrize("status", FindingStatus.values)
def test_the_flags_say_what_the_steps_do(cast, status):
    finding = at(status, cast)
    for name in PEOPLE:
        user = cast.person(name)
        seen = with_finding_acts(Finding.objects.all(), user).get(pk=finding.pk)
        flags = {act for act in FINDING_ACTS if getattr(seen, f"may_{act}")} - {"prove"}
        assert flags == {step for step in POSSIBLE[status] if name in WHO[step]}


@pytest.mark.parametrize("name", PEOPLE)
def test_findings_are_raised_by_reviewers_and_authorities(cast, name):
    if name in {"reviewer", "authority"}:
        finding = raised(cast, by=cast.person(name))
        assert (finding.status, finding.code) == (OPEN, "2026-001")
    else:
        with pytest.raises(PermissionDenied):
            raised(cast, by=cast.person(name))


def test_findings_are_numbered_by_park_and_year(cast):
    codes = [raised(cast).code, raised(cast).code, raised(cast, day=date(2025, 12, 1)).code]
    assert codes == ["2026-001", "2026-002", "2025-001"]


def test_a_finding_entered_late_keeps_the_day_it_was_found(cast):
    facts = FindingFacts(
        title="x", severity="minor", due_on=date(2026, 9, 30), raised_on=date(2026, 9, 1)
    )
    finding = workflow.raise_finding(cast.park, facts, by=cast.reviewer)
    assert (finding.raised_on, finding.steps.get().at.date()) == (date(2026, 9, 1), TODAY)


def test_a_rectification_takes_its_proof(cast):
    finding = raised(cast)
    with pytest.raises(RuleBroken) as refused:
        workflow.rectify_finding(finding, text="Done.", proof=Proof(), by=cast.lead)
    assert refused.value.code == "proof_missing"
    done = workflow.rectify_finding(finding, text="Done.", proof=LINK, by=cast.lead)
    assert (done.rectified_on, proof_of(done).get().title) == (TODAY, LINK.title)


def test_a_refused_rectification_attaches_nothing(cast):
    finding = raised(cast)
    with pytest.raises(RuleBroken):
        workflow.rectify_finding(finding, text=" ", proof=LINK, by=cast.lead)
    assert not proof_of(finding).exists()


def test_who_reported_the_rectification_does_not_judge_it(cast):
    grant(cast.lead, Role.REVIEWER, region=cast.district)
    finding = rectified(cast)
    for step in ("close", "send_back"):
        with pytest.raises(PermissionDenied):
            ALL_STEPS[step](finding, cast.lead)
    assert ALL_STEPS["close"](finding, cast.reviewer).closed_on == TODAY


def test_sent_back_a_finding_stands_where_it_stood(cast):
    for begin, expected in ((raised, OPEN), (planned, PLANNED)):
        finding = begin(cast)
        workflow.rectify_finding(finding, text="Done.", proof=LINK, by=cast.lead)
        back = ALL_STEPS["send_back"](finding, cast.reviewer)
        assert (back.status, back.rectification, back.rectified_on) == (expected, "", None)
    finding = late(cast)
    ALL_STEPS["escalate"](finding, cast.authority)
    workflow.rectify_finding(finding, text="Done.", proof=LINK, by=cast.lead)
    assert ALL_STEPS["send_back"](finding, cast.reviewer).status == ESCALATED


def test_only_what_is_late_is_escalated(cast):
    with pytest.raises(NoLongerPossible) as refused:
        ALL_STEPS["escalate"](raised(cast), cast.authority)
    assert refused.value.code == "finding_not_late"


@pytest.mark.parametrize("day", [date(2026, 10, 8), date(2026, 10, 31)])
def test_a_deadline_is_moved_to_another_day_to_come(cast, day):
    finding = raised(cast)
    with pytest.raises(RuleBroken) as refused:
        workflow.extend_deadline(finding, due_on=day, reason="Snow.", by=cast.authority)
    assert refused.value.code == "deadline_order"


def test_steps_and_audit_say_what_was_done(cast):
    finding = closed(cast)
    steps = [(one.step, one.text) for one in finding.steps.all()]
    assert steps == [("raise", ""), ("rectify", "The rails stand."), ("close", "")]
    actions = AuditEntry.objects.filter(action__startswith="finding.").order_by("sequence")
    assert [one.action for one in actions] == [
        "finding.raise",
        "finding.attach",
        "finding.rectify",
        "finding.close",
    ]


def test_a_moved_deadline_is_told_with_its_reason(cast):
    finding = ALL_STEPS["extend"](raised(cast), cast.authority)
    assert finding.due_on == SOON
    assert finding.steps.get(step="extend").text == "2026-11-20 · Snow."
    entry = AuditEntry.objects.get(action="finding.extend")
    assert entry.details == {"text": "Snow.", "before": "2026-10-31", "after": "2026-11-20"}


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (
            lambda one, by: workflow.plan_action(one, action=" ", action_on=SOON, by=by),
            "text_missing",
        ),
        (
            lambda one, by: workflow.plan_action(
                one, action="x", action_on=date(2026, 8, 1), by=by
            ),
            "action_before_finding",
        ),
    ],
)
def test_a_plan_says_what_and_when(cast, act, code):
    with pytest.raises(RuleBroken) as refused:
        act(raised(cast), cast.lead)
    assert refused.value.code == code


def test_a_step_may_be_asked_about_before_it_is_taken(cast):
    finding = raised(cast)
    workflow.require_possible("plan", finding, by=cast.lead)
    with pytest.raises(PermissionDenied):
        workflow.require_possible("plan", finding, by=cast.editor)
    with pytest.raises(NoLongerPossible):
        workflow.require_possible("close", finding, by=cast.reviewer)
