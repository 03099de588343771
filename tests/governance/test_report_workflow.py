"""The life of a report, step by step: who may take which step when, and what it leaves behind."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts import clock
from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import AuditEntry
from governance import report_workflow as workflow
from governance.choices import ReportStatus
from governance.models import Entry, StageReport
from governance.services.evidence import attach_link
from governance.services.reports import save_entry
from governance.signals import report_accepted
from parks.choices import Role
from parks.models import Observation
from tests.factories import grant
from tests.governance.forms_for_tests import (
    IN_OCTOBER,
    PERIOD,
    accept_filled,
    fill,
    filled_report,
    in_october,
    small_report,
)

AFTER_THE_LOCK = IN_OCTOBER + timedelta(days=60)
ALL_STEPS = {
    "submit": workflow.submit_report,
    "withdraw": workflow.withdraw_report,
    "open": workflow.open_review,
    "return": lambda report, by: workflow.return_report(report, by=by, reason="Mend it."),
    "accept": workflow.accept_report,
    "reopen": lambda report, by: workflow.reopen_report(report, by=by, reason="A mistake."),
}
POSSIBLE = {
    ReportStatus.DRAFT: {"submit"},
    ReportStatus.SUBMITTED: {"withdraw", "open"},
    ReportStatus.IN_REVIEW: {"return", "accept"},
    ReportStatus.ACCEPTED: {"reopen"},
}
WHO = {
    "submit": {"lead"},
    "withdraw": {"lead"},
    "open": {"reviewer", "authority"},
    "return": {"reviewer", "authority"},
    "accept": {"reviewer", "authority"},
    "reopen": {"authority"},
}
PEOPLE = ["editor", "lead", "reviewer", "authority", "observer", "consultant", "administrator"]
PEOPLE += ["stranger"]


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def report_in(status, cast):
    report = filled_report(cast.park, cast.editor)
    if status != ReportStatus.DRAFT:
        report = workflow.submit_report(report, by=cast.lead)
    if status in {ReportStatus.IN_REVIEW, ReportStatus.ACCEPTED}:
        report = workflow.open_review(report, by=cast.reviewer)
    if status == ReportStatus.ACCEPTED:
        report = workflow.accept_report(report, by=cast.reviewer)
    return report


@pytest.mark.parametrize("status", list(ReportStatus))
@pytest.mark.parametrize("step", list(ALL_STEPS))
def test_a_step_is_open_to_the_right_people_at_the_right_time(cast, status, step):
    report = report_in(status, cast)
    for name in PEOPLE:
        person = cast.person(name)
        is_open = step in POSSIBLE[status] and name in WHO[step]
        assert (step in workflow.steps_open_to(person, report)) == is_open
        if name not in WHO[step]:
            with pytest.raises(PermissionDenied):
                ALL_STEPS[step](report, by=person)
    if step not in POSSIBLE[status]:
        with pytest.raises(NoLongerPossible) as refused:
            ALL_STEPS[step](report, by=cast.person(min(WHO[step])))
        assert refused.value.code == "step_not_possible"


@pytest.mark.parametrize("step", list(ALL_STEPS))
def test_who_may_not_take_a_step_reads_who_may(cast, step):
    report = report_in(ReportStatus.DRAFT, cast)
    with pytest.raises(PermissionDenied, match=r"^Only .*\.$"):
        ALL_STEPS[step](report, by=cast.observer)


def test_submitting_names_everything_that_is_missing_at_once(cast):
    report = small_report(cast.park)
    fill(report, cast.editor, vacant=200, employees=50)
    save_entry(
        report, "meetings", value=None, missing_reason="", note="", seen_version=1, by=cast.editor
    )

    with pytest.raises(RuleBroken) as refused:
        workflow.submit_report(report, by=cast.lead)

    problems = refused.value.details["problems"]
    assert refused.value.code == "report_incomplete"
    assert [(one["code"], one["indicators"]) for one in problems] == [
        ("entry_required", ["meetings"]),
        ("check_failed", ["vacant", "floor"]),
    ]


def test_a_stated_reason_stands_in_for_a_value(cast):
    report = filled_report(cast.park, cast.editor)
    save_entry(
        report,
        "meetings",
        value=None,
        missing_reason="late",
        note="",
        seen_version=1,
        by=cast.editor,
    )
    assert workflow.submit_report(report, by=cast.lead).status == ReportStatus.SUBMITTED


def test_a_warning_needs_a_note_on_an_entry_it_names(cast):
    accept_filled(cast, "2026-Q2")
    report = filled_report(cast.park, cast.editor, employees=90)

    with pytest.raises(RuleBroken) as refused:
        workflow.submit_report(report, by=cast.lead)
    assert [one["code"] for one in refused.value.details["problems"]] == ["note_required"]

    save_entry(
        report,
        "employees",
        value=90,
        missing_reason="",
        note="A new firm.",
        seen_version=1,
        by=cast.editor,
    )
    assert workflow.submit_report(report, by=cast.lead).status == ReportStatus.SUBMITTED


def accepted(cast, report):
    report = workflow.submit_report(report, by=cast.lead)
    report = workflow.open_review(report, by=cast.reviewer)
    return workflow.accept_report(report, by=cast.reviewer)


def test_acceptance_makes_observations_and_tells_the_listeners(cast):
    heard = []

    def listen(sender, report, observations, by, **kwargs):
        heard.append((report.status, len(observations), by))

    report_accepted.connect(listen)
    try:
        report = accepted(cast, filled_report(cast.park, cast.editor))
    finally:
        report_accepted.disconnect(listen)

    observed = Observation.objects.current().filter(park=cast.park, period__code=PERIOD)
    assert dict(observed.values_list("indicator__code", "value")) == {
        "vacant": 20.0,
        "floor": 100.0,
        "employees": 50.0,
        "meetings": 2.0,
    }
    assert heard == [(ReportStatus.ACCEPTED, 4, cast.reviewer)]
    assert not Entry.objects.filter(report=report, observation=None).exists()
    assert (report.accepted_by, report.submitted_by) == (cast.reviewer, cast.lead)


def test_a_failing_listener_rolls_the_acceptance_back(cast):
    def break_down(**kwargs):
        raise ZeroDivisionError

    report = report_in(ReportStatus.IN_REVIEW, cast)
    report_accepted.connect(break_down)
    try:
        with pytest.raises(ZeroDivisionError):
            workflow.accept_report(report, by=cast.reviewer)
    finally:
        report_accepted.disconnect(break_down)
    report.refresh_from_db()
    assert report.status == ReportStatus.IN_REVIEW
    assert not Observation.objects.exists()


def test_reopening_makes_a_draft_copy_and_leaves_the_accepted_revision(cast):
    report = filled_report(cast.park, cast.editor)
    attach_link(report, "vacant", "https://example.org/plan", by=cast.editor)
    report = accepted(cast, report)

    draft = workflow.reopen_report(report, by=cast.authority, reason="Floor space was wrong.")

    report.refresh_from_db()
    assert (report.status, draft.status, draft.revision) == ("accepted", "draft", 2)
    assert draft.reopened_for == "Floor space was wrong."
    assert draft.entries.get(indicator__code="vacant").value == 20.0
    assert draft.evidence.get().url == "https://example.org/plan"
    assert not Observation.objects.filter(superseded_at__isnull=False).exists()
    assert workflow.steps_open_to(cast.authority, report) == []
    with pytest.raises(NoLongerPossible):
        workflow.reopen_report(report, by=cast.authority, reason="Again.")


def test_a_second_revision_supersedes_only_what_it_changes(cast):
    report = accepted(cast, filled_report(cast.park, cast.editor))
    draft = workflow.reopen_report(report, by=cast.authority, reason="Floor space was wrong.")
    save_entry(
        draft, "floor", value=120, missing_reason="", note="", seen_version=0, by=cast.editor
    )
    accepted(cast, draft)
    revisions = Observation.objects.values_list("indicator__code", "revision", "value")
    assert sorted(revisions) == [
        ("employees", 1, 50.0),
        ("floor", 1, 100.0),
        ("floor", 2, 120.0),
        ("meetings", 1, 2.0),
        ("vacant", 1, 20.0),
    ]


@pytest.mark.parametrize("role", ["editor", "lead"])
def test_nobody_judges_a_report_of_which_they_wrote_or_submitted_any_revision(cast, role):
    both = cast.person(role)
    grant(both, Role.REVIEWER, region=cast.district)
    report = accepted(cast, filled_report(cast.park, cast.editor))
    draft = workflow.reopen_report(report, by=cast.authority, reason="A mistake.")
    grant(cast.observer, Role.LEAD, park=cast.park)
    draft = workflow.submit_report(draft, by=cast.observer)

    with pytest.raises(PermissionDenied):
        workflow.open_review(draft, by=both)
    assert "open" not in workflow.steps_open_to(both, draft)
    draft = workflow.open_review(draft, by=cast.reviewer)
    for step in ("return", "accept"):
        with pytest.raises(PermissionDenied):
            ALL_STEPS[step](draft, by=both)


def test_after_the_lock_nothing_is_submitted(cast):
    report = filled_report(cast.park, cast.editor)
    report.period.locks_on = report.period.due_on.replace(day=5, month=10)
    report.period.due_on = report.period.due_on.replace(day=2, month=10)
    report.period.save()
    with pytest.raises(NoLongerPossible) as refused:
        workflow.submit_report(report, by=cast.lead)
    assert refused.value.code == "period_locked"


def test_after_the_lock_nothing_is_withdrawn_into_a_draft_that_cannot_be_submitted(cast):
    report = workflow.submit_report(filled_report(cast.park, cast.editor), by=cast.lead)
    with clock.at(AFTER_THE_LOCK):
        assert "withdraw" not in workflow.steps_open_to(cast.lead, report)
        with pytest.raises(NoLongerPossible) as refused:
            workflow.withdraw_report(report, by=cast.lead)
    assert refused.value.code == "period_locked"


def test_a_report_returned_after_the_lock_can_be_mended_for_another_month(cast):
    report = workflow.submit_report(filled_report(cast.park, cast.editor), by=cast.lead)
    with clock.at(AFTER_THE_LOCK):
        report = workflow.open_review(report, by=cast.reviewer)
        report = workflow.return_report(report, by=cast.reviewer, reason="Which firms?")
        assert report.locks_on == AFTER_THE_LOCK.date() + timedelta(days=30)
        fill(report, cast.editor, vacant=19.0)
        assert "submit" in workflow.steps_open_to(cast.lead, report)
    with clock.at(AFTER_THE_LOCK + timedelta(days=30)):
        assert workflow.steps_open_to(cast.lead, report) == []
        with pytest.raises(NoLongerPossible) as refused:
            workflow.submit_report(report, by=cast.lead)
    assert refused.value.code == "period_locked"


def test_a_report_reopened_after_the_lock_can_be_mended_and_accepted(cast):
    report = accepted(cast, filled_report(cast.park, cast.editor))
    with clock.at(AFTER_THE_LOCK):
        draft = workflow.reopen_report(report, by=cast.authority, reason="A slip.")
        fill(draft, cast.editor, vacant=19.0)
        assert accepted(cast, draft).revision == 2
    observed = Observation.objects.current().get(indicator__code="vacant")
    assert (observed.value, observed.revision) == (19.0, 2)


@pytest.mark.parametrize("step", ["return", "reopen"])
def test_a_reason_is_mandatory(cast, step):
    status = ReportStatus.IN_REVIEW if step == "return" else ReportStatus.ACCEPTED
    report = report_in(status, cast)
    take = workflow.return_report if step == "return" else workflow.reopen_report
    with pytest.raises(RuleBroken) as refused:
        take(report, by=cast.authority, reason="  ")
    assert refused.value.code == "reason_missing"


def test_every_step_is_on_record(cast):
    report = filled_report(cast.park, cast.editor)
    workflow.submit_report(report, by=cast.lead)
    workflow.withdraw_report(report, by=cast.lead)
    workflow.submit_report(report, by=cast.lead)
    workflow.open_review(report, by=cast.reviewer)
    workflow.return_report(report, by=cast.reviewer, reason="Which firms?")
    report = accepted(cast, StageReport.objects.get())
    workflow.reopen_report(report, by=cast.authority, reason="A mistake.")

    taken = ["submit", "withdraw", "submit", "open", "return", "submit", "open", "accept", "reopen"]
    assert list(report.steps.values_list("step", flat=True)) == taken
    audited = AuditEntry.objects.filter(action__startswith="report.").order_by("sequence")
    assert [one.action.removeprefix("report.") for one in audited] == ["create", *taken]
    assert report.steps.get(step="return").reason == "Which firms?"


def test_steps_open_to_costs_the_same_for_everybody(cast, django_assert_num_queries):
    report = report_in(ReportStatus.IN_REVIEW, cast)
    for name in ("reviewer", "lead", "stranger"):
        with django_assert_num_queries(1):
            workflow.steps_open_to(cast.person(name), report)
