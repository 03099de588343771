"""A report's life as a machine: any sequence of acts by anybody leaves it as a simple model says."""

from collections import Counter

from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from accounts import clock
from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import AuditEntry
from governance import report_workflow as workflow
from governance.models import StageReport
from governance.services.reports import save_entry
from parks.choices import Role
from parks.models import Observation
from tests.cast import make_cast
from tests.factories import grant
from tests.governance.forms_for_tests import IN_OCTOBER, filled_report

REFUSED = (PermissionDenied, NoLongerPossible, RuleBroken)
MOVES = {
    "submit": ("draft", "submitted", {"lead", "both"}),
    "withdraw": ("submitted", "draft", {"lead", "both"}),
    "open": ("submitted", "in_review", {"reviewer", "authority", "both"}),
    "return": ("in_review", "draft", {"reviewer", "authority", "both"}),
    "accept": ("in_review", "accepted", {"reviewer", "authority", "both"}),
    "reopen": ("accepted", "draft", {"authority"}),
}
JUDGING = {"open", "return", "accept"}
PEOPLE = st.sampled_from(
    ["editor", "lead", "both", "reviewer", "authority", "observer", "stranger"]
)


class ReportLife(RuleBasedStateMachine):
    """`both` is a lead of the committee and a reviewer of the region: the ban is for people like this one."""

    def __init__(self):
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()
        self.cast = make_cast()
        self.both = self.cast.consultant
        grant(self.both, Role.LEAD, park=self.cast.park)
        grant(self.both, Role.REVIEWER, region=self.cast.district)
        with clock.at(IN_OCTOBER):
            filled_report(self.cast.park, self.cast.editor)
        self.status, self.revision, self.value, self.accepted = "draft", 1, 20.0, None
        self.writers = {"editor"}
        self.steps = Counter()

    def teardown(self):
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    def person(self, name):
        return self.both if name == "both" else self.cast.person(name)

    @property
    def report(self):
        return StageReport.objects.order_by("-revision").select_related("park", "period")[0]

    def done(self, act):
        try:
            with clock.at(IN_OCTOBER):
                act()
        except REFUSED:
            return False
        return True

    @rule(name=PEOPLE, move=st.sampled_from(sorted(MOVES)))
    def try_a_step(self, name, move):
        self.take_a_step(name, move)

    def take_a_step(self, name, move):
        before, after, who = MOVES[move]
        may = name in who and not (move in JUDGING and name in self.writers)
        act = {
            "submit": lambda: workflow.submit_report(self.report, by=self.person(name)),
            "withdraw": lambda: workflow.withdraw_report(self.report, by=self.person(name)),
            "open": lambda: workflow.open_review(self.report, by=self.person(name)),
            "return": lambda: workflow.return_report(
                self.report, by=self.person(name), reason="Why?"
            ),
            "accept": lambda: workflow.accept_report(self.report, by=self.person(name)),
            "reopen": lambda: workflow.reopen_report(
                self.report, by=self.person(name), reason="A slip."
            ),
        }[move]
        expected = may and self.status == before
        assert self.done(act) == expected
        if expected:
            self.follow(name, move, after)

    @rule(choice=st.integers(0, 5))
    def go_on(self, choice):
        """Take a step that is possible now, so that lives get long."""
        possible = [
            (name, move)
            for move, (before, _after, who) in MOVES.items()
            for name in sorted(who)
            if before == self.status and not (move in JUDGING and name in self.writers)
        ]
        self.take_a_step(*possible[choice % len(possible)])

    def follow(self, name, move, after):
        self.status = after
        self.steps[move] += 1
        if move == "submit":
            self.writers.add(name)
        if move == "accept":
            self.accepted = self.value
        if move == "reopen":
            self.revision += 1

    @rule(name=PEOPLE, value=st.integers(0, 90).map(float))
    def write_a_value(self, name, value):
        report = self.report
        version = report.entries.get(indicator__code="vacant").version
        expected = name in {"editor", "lead", "both"} and self.status == "draft"

        def act():
            save_entry(
                report,
                "vacant",
                value=value,
                missing_reason="",
                note="",
                seen_version=version,
                by=self.person(name),
            )

        changes = value != self.value
        assert self.done(act) == expected
        if expected and changes:
            self.value = value
            self.writers.add(name)

    @invariant()
    def the_report_is_as_the_model_says(self):
        report = self.report
        assert (report.status, report.revision) == (self.status, self.revision)
        assert report.entries.get(indicator__code="vacant").value == self.value
        earlier = StageReport.objects.filter(revision__lt=self.revision)
        assert set(earlier.values_list("status", flat=True)) <= {"accepted"}

    @invariant()
    def the_facts_are_those_of_the_last_acceptance(self):
        current = Observation.objects.current().filter(indicator__code="vacant")
        values = list(current.values_list("value", flat=True))
        assert values == ([] if self.accepted is None else [self.accepted])

    @invariant()
    def every_step_is_on_record_once(self):
        audited = AuditEntry.objects.filter(action__in=[f"report.{move}" for move in MOVES])
        assert Counter(one.action[7:] for one in audited) == self.steps


def test_a_report_lives_as_the_model_says(db):
    run_state_machine_as_test(
        ReportLife,
        settings=settings(
            max_examples=8,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
