"""The scene of the journeys, set through the services: a park on its path, one quarter scored, the next one open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from accounts import clock
from assessments.models import FrameworkVersion
from assessments.services.assignments import assign_version
from assessments.services.following import tick
from assessments.services.frameworks import load_framework, publish_version
from governance.models import StageReport
from governance.report_workflow import accept_report, open_review, submit_report
from governance.services.path import enter_stage
from governance.services.reports import save_entry
from parks.choices import Frequency, Role
from parks.models import Park, Period
from parks.services.periods import (
    change_deadline,
    period_containing,
    period_of,
    previous_period,
)
from tests.cast import Cast, make_cast
from tests.factories import grant, make_park

FRAMEWORK = Path(__file__).with_name("framework.yaml").read_text()
OCTOBER = datetime(2026, 10, 9, 6, tzinfo=UTC)
JULY = datetime(2026, 7, 9, 6, tzinfo=UTC)
FIRST_DAY = date(2026, 4, 1)
BEFORE, QUARTER = "2026-Q2", "2026-Q3"
# Scored 50 for space (vacancy 20 % between 40 and 0) and 50 for piloting (40 and 60), so 50 for the goal.
VALUES_BEFORE = {"vacant": 200.0, "floor": 1000.0, "pilots": 4.0, "meetings": 3.6}
# 75 and 63.3, so 69.2 for the goal; with the quarter before it, the gate is open.
VALUES_AFTER = {"vacant": 100.0, "floor": 1000.0, "pilots": 6.0, "meetings": 4.0}
Values = Mapping[str, float | str]
"""Values by code; a word is the reason why there is none."""


@dataclass(frozen=True)
class Scene:
    """The cast, and the open draft of the park at the middle."""

    cast: Cast
    draft: StageReport

    @property
    def park(self) -> Park:
        return self.cast.park

    def report_url(self, period: str = QUARTER) -> str:
        return f"/parks/{self.park.code}/reports/{period}/"


def set_scene(framework: str = FRAMEWORK) -> Scene:
    """Publish and assign the framework, let the park enter t1, score one quarter and open the next."""
    cast = make_cast()
    with clock.at(JULY):
        version = publish(framework, cast)
        assign_version(
            version, from_period=period_of(BEFORE), region=cast.province, by=cast.administrator
        )
        enter_park(cast.park, cast)
        file_quarter(cast.park, BEFORE, VALUES_BEFORE, cast)
    with clock.at(OCTOBER):
        tick()
    return Scene(cast, open_draft(cast.park, QUARTER))


def publish(framework: str, cast: Cast) -> FrameworkVersion:
    return publish_version(load_framework(framework, by=cast.administrator), by=cast.administrator)


def last_quarter() -> Period:
    """Return the quarter that ended last, which a worker with a clock of its own knows as ended too."""
    return previous_period(period_containing(clock.today(), Frequency.QUARTER))


def keep_open(quarter: Period, cast: Cast) -> None:
    """Let reports of a quarter be filed for some time yet."""
    today = clock.today()
    days = {"due_on": today + timedelta(days=9), "locks_on": today + timedelta(days=90)}
    change_deadline(quarter, **days, by=cast.administrator)


def make_second_park(cast: Cast) -> Park:
    """Make a park beside the one at the middle, with the same committee."""
    second = make_park("LH-02", cast.district)
    for person, role in ((cast.editor, Role.EDITOR), (cast.lead, Role.LEAD)):
        grant(person, role, park=second)
    return second


def enter_park(park: Park, cast: Cast, first_day: date = FIRST_DAY) -> None:
    reason = "It begins here."
    enter_stage(park, "t1", entered_on=first_day, reason=reason, by=cast.authority)


def open_draft(park: Park, period: str) -> StageReport:
    return StageReport.objects.get(park=park, period__code=period, status="draft")


def fill(report: StageReport, values: Values, cast: Cast) -> None:
    """Write values into a draft as its editor."""
    for code, value in values.items():
        seen = report.entries.get(indicator__code=code).version
        is_missing = isinstance(value, str)
        given = {
            "value": None if is_missing else value,
            "missing_reason": value if is_missing else "",
        }
        save_entry(report, code, **given, note="", seen_version=seen, by=cast.editor)


def submit_quarter(park: Park, period: str, values: Values, cast: Cast) -> StageReport:
    """Fill a draft and hand it to the reviewer, who opens it."""
    report = open_draft(park, period)
    fill(report, values, cast)
    submit_report(report, by=cast.lead)
    return open_review(report, by=cast.reviewer)


def file_quarter(park: Park, period: str, values: Values, cast: Cast) -> StageReport:
    """Take a report from draft to acceptance."""
    return accept_report(submit_quarter(park, period, values, cast), by=cast.reviewer)
