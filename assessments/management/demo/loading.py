"""Plays the demo: two years up to the last complete month, the last of them step by step, through the services."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction

from accounts import clock
from accounts.models import User
from assessments.management.demo.agenda import Agenda, local_day, on
from assessments.management.demo.assessing import assess, save_views
from assessments.management.demo.decisions import DECISIONS, Decision, Revocation, take_back
from assessments.management.demo.filing import Filing
from assessments.management.demo.lives import (
    Life,
    Turns,
    life_of,
    moments,
    moments_until,
)
from assessments.management.demo.people import AUTHORITIES, CONSULTANT, NATIONAL_AUTHORITY
from assessments.management.demo.places import QUARTERS_REPORTED
from assessments.management.demo.setting import set_scene
from assessments.management.demo.starting import Start
from assessments.management.demo.stories import STORIES
from assessments.management.demo.story import Story
from assessments.management.demo.values import MONTHS_OF_THE_DEMO
from assessments.services.following import tick
from governance.models import GateDecision, StageReport
from governance.services.path import enter_stage
from parks.choices import Frequency
from parks.models import Park, Period
from parks.services.periods import (
    change_deadline,
    period_containing,
    period_of,
    previous_period,
)

DAYS_OF_PREPARATION = 21
MONTHS_BEFORE_A_LATE_ENTRY = 5
DAYS_TO_FILE, DAYS_UNTIL_LOCKED = 35, 30
DAYS_LEFT = 6
MONTHS_OF_HISTORY = 12
QUARTERS_FROM_THE_FIRST_MONTH = 4
AGO = timedelta(hours=2)


@transaction.atomic
def load_demo() -> None:
    """Fill an empty database with the demo, up to now."""
    _Play(Agenda(clock.now())).perform()


def turns_until(until: datetime) -> Turns:
    """Return the last complete month and the last two quarters that are past their due date."""
    month = period_containing(local_day(until - timedelta(hours=1)), Frequency.MONTH)
    today = local_day(until)
    quarter = period_containing(today, Frequency.QUARTER)
    while quarter.due_on >= today:
        quarter = previous_period(quarter)
    return Turns(previous_period(month), previous_period(quarter), quarter)


def months_until(last: Period) -> list[Period]:
    """Return the months of the demo's last year, the earliest first."""
    return [before(last, count) for count in reversed(range(MONTHS_OF_THE_DEMO))]


def before(period: Period, count: int) -> Period:
    """Return the period of the same kind that lies some periods before."""
    for _one in range(count):
        period = previous_period(period)
    return period


class _Play:
    """The demo while it is performed."""

    def __init__(self, agenda: Agenda) -> None:
        self.agenda = agenda
        self.turns = turns_until(agenda.until)
        self.months = months_until(self.turns.last_month)
        self.first, self.last_month = self.months[0], self.months[-1]
        self.planned: set[int] = set()

    def perform(self) -> None:
        with clock.at(on(self.first.starts_on - timedelta(days=DAYS_OF_PREPARATION), 9)):
            self.scene = set_scene()
        self._plan_starts()
        for park in self.scene.parks.values():
            story = STORIES[park.code]
            if story.enters_late:
                day = self.months[MONTHS_BEFORE_A_LATE_ENTRY].starts_on
                self.agenda.plan(on(day, 10), partial(self._enter, park, story, day))
        for day in self.agenda.first_of_months(self.first.starts_on)[1:]:
            self.agenda.plan(on(day, 0, 10), self._begin_month)
        self._plan_deadlines()
        for decision in DECISIONS:
            self._plan_decision(decision)
        self.agenda.run()
        with clock.at(self.agenda.until - AGO / 2):
            consultant = self.scene.people[CONSULTANT]
            assess(self.scene, self.turns.overdue_quarter, by=consultant)
            save_views(self.scene)

    def _plan_starts(self) -> None:
        """Let each city start with the first month, or later with the first quarter that it reports."""
        earliest = before(self.first, MONTHS_OF_HISTORY)
        for place, (city, quarters) in enumerate(QUARTERS_REPORTED.items()):
            quarter = before(self.turns.overdue_quarter, quarters - 1)
            is_first = quarters == QUARTERS_FROM_THE_FIRST_MONTH
            day = self.first.starts_on if is_first else quarter.starts_on
            start = Start(self.scene, city, earliest, quarter, self.first.last_month)
            self.agenda.plan(on(day, 9, place), partial(self._start, start, day))

    def _start(self, start: Start, day: date) -> None:
        start.perform(day)
        self._plan_reports()

    def _plan_decision(self, decision: Decision) -> None:
        quarter = before(self.turns.overdue_quarter, decision.quarters_back)
        at = on(quarter.opens_on + timedelta(days=decision.after_days), 15)
        self.agenda.plan(min(at, self.agenda.until - AGO), partial(self._decide, decision))

    def _decide(self, decision: Decision) -> None:
        park = self.scene.parks[decision.park]
        authority = NATIONAL_AUTHORITY if decision.is_national else self._authority_of(park)
        person = self.scene.people[authority]
        made = decision.take(park, by=person)
        if made is not None and decision.revocation is not None:
            self._plan_revocation(made, decision.revocation, person)

    def _plan_revocation(self, made: GateDecision, revocation: Revocation, by: User) -> None:
        at = clock.now() + timedelta(days=revocation.after_days)
        self.agenda.plan(at, partial(take_back, made, revocation.reason, by=by))

    def _authority_of(self, park: Park) -> str:
        return AUTHORITIES[self.scene.province_of(park)]

    def _enter(self, park: Park, story: Story, day: date) -> None:
        """Let a park join the path; the last ended year is asked of it, so its deadline is moved."""
        self._leave_time_for(period_of(str(day.year - 1)), day)
        authority = self.scene.people[self._authority_of(park)]
        enter_stage(park, story.stage, entered_on=day, reason=story.entry_reason, by=authority)
        self._plan_reports()

    def _leave_time_for(self, year: Period, day: date) -> None:
        due_on = day + timedelta(days=DAYS_TO_FILE)
        if year.locks_on <= due_on:
            self._move(year, due_on)

    def _begin_month(self) -> None:
        tick()
        self._plan_reports()

    def _plan_reports(self) -> None:
        """Put the lives of newly opened reports on the agenda."""
        opened = StageReport.objects.filter(revision=1).exclude(pk__in=self.planned)
        for report in opened.select_related("park__region", "period"):
            self.planned.add(report.pk)
            life = life_of(report, self.turns)
            filing = Filing(
                self.scene, self.turns, report.park, report.period, self.first.last_month
            )
            for act, at in self._moments(report, life):
                self.agenda.plan(at, partial(filing.take, act))

    def _moments(self, report: StageReport, life: Life) -> Iterator[tuple[str, datetime]]:
        is_last = report.period == self.last_month
        yield from (
            moments_until(report, life, self.agenda.until) if is_last else moments(report, life)
        )

    def _plan_deadlines(self) -> None:
        """Let the administrator keep what is not filed yet open: the last month, and the late park's quarter."""
        today, month, quarter = self.agenda.today, self.last_month, self.turns.overdue_quarter
        if month.due_on < today + timedelta(days=DAYS_LEFT // 2):
            due_on = today + timedelta(days=DAYS_LEFT)
            self.agenda.plan(on(month.opens_on, 11), partial(self._move, month, due_on))
        if quarter.locks_on <= today + timedelta(days=DAYS_LEFT):
            at = on(quarter.locks_on - timedelta(days=2), 11)
            locks_on = today + timedelta(days=DAYS_UNTIL_LOCKED)
            self.agenda.plan(at, partial(self._keep_open, quarter, locks_on))

    def _move(self, period: Period, due_on: date) -> None:
        locks_on = due_on + timedelta(days=DAYS_UNTIL_LOCKED)
        change_deadline(period, due_on=due_on, locks_on=locks_on, by=self.scene.administrator)

    def _keep_open(self, period: Period, locks_on: date) -> None:
        change_deadline(
            period, due_on=period.due_on, locks_on=locks_on, by=self.scene.administrator
        )
