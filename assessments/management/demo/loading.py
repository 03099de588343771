"""Plays the demo: the twelve months up to the last complete one, step by step, through the services."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction

from accounts import clock
from assessments.management.demo.agenda import Agenda, local_day, on
from assessments.management.demo.filing import Filing
from assessments.management.demo.lives import (
    Life,
    Turns,
    life_of,
    moments,
    moments_until,
)
from assessments.management.demo.people import AUTHORITIES
from assessments.management.demo.setting import set_scene
from assessments.management.demo.stories import STORIES, Story
from assessments.management.demo.values import MONTHS_OF_THE_DEMO
from assessments.services.following import tick
from governance.models import StageReport
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
    """Return the months of the demo, the earliest first."""
    months = [last]
    while len(months) < MONTHS_OF_THE_DEMO:
        months.append(previous_period(months[-1]))
    return months[::-1]


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
            self.scene = set_scene(self.first)
        for park in self.scene.parks.values():
            story = STORIES[park.code]
            late = self.months[MONTHS_BEFORE_A_LATE_ENTRY].starts_on
            day = late if story.enters_late else self.first.starts_on
            self.agenda.plan(on(day, 9), partial(self._enter, park, story, day))
        for day in self.agenda.first_of_months(self.first.starts_on)[1:]:
            self.agenda.plan(on(day, 0, 10), self._begin_month)
        self._plan_deadlines()
        self.agenda.run()

    def _enter(self, park: Park, story: Story, day: date) -> None:
        """Let a park join the path; the last ended year is asked of it, so its deadline is moved."""
        self._leave_time_for(period_of(str(day.year - 1)), day)
        authority = self.scene.people[AUTHORITIES[self.scene.province_of(park)]]
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
