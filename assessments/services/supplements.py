"""Supplements: on entering a further stage, the last year's report is asked for what that stage asks yearly besides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accounts import clock
from assessments.selectors.in_force import InForce, in_force_for
from governance.choices import ReportStatus
from governance.models import PathStep, ReportForm, StageReport
from governance.services.revisions import supplement_report
from parks.choices import Frequency
from parks.models import Park


@dataclass(frozen=True)
class _Due:
    """An accepted report of the year before a park entered its present stage, and the version in force then."""

    report: StageReport
    framework: str
    version: str
    stage: str


def open_supplements(*, parks: Iterable[Park] | None = None) -> int:
    """Open the supplements that have become due; return how many. Twice changes nothing.

    A report that is not accepted yet is supplemented when it is.
    """
    steps = _latest_steps(parks)
    if not steps:
        return 0
    in_force = in_force_for([one.park for one in steps.values()])
    due = [one for report in _year_reports(steps) if (one := _due(report, steps, in_force))]
    forms = _forms()
    opened = 0
    for one in due:
        form = forms.get((one.framework, one.version, one.stage))
        if form is not None and supplement_report(one.report, form, stage=one.stage) is not None:
            opened += 1
    return opened


def _latest_steps(parks: Iterable[Park] | None) -> dict[int, PathStep]:
    """Return the step at which each park stands today, where it came there through a gate."""
    steps = PathStep.objects.in_force().filter(entered_on__lte=clock.today())
    if parks is not None:
        steps = steps.filter(park__in=[park.pk for park in parks])
    latest = {one.park_id: one for one in steps.select_related("park").order_by("entered_on", "pk")}
    return {park: one for park, one in latest.items() if one.gate_decision_id is not None}


def _year_reports(steps: dict[int, PathStep]) -> list[StageReport]:
    """Return the newest reports, where accepted, of the last year that ended before each step."""
    years = {park: f"{one.entered_on.year - 1:04}" for park, one in steps.items()}
    reports = StageReport.objects.filter(
        park__in=steps, period__every=Frequency.YEAR, period__code__in=set(years.values())
    )
    newest = reports.newest_revisions().select_related("park", "period")
    return [
        one
        for one in newest.order_by("park__code")
        if one.status == ReportStatus.ACCEPTED and one.period.code == years[one.park_id]
    ]


def _due(report: StageReport, steps: dict[int, PathStep], in_force: InForce) -> _Due | None:
    step = steps[report.park_id]
    version = in_force.version(report.park, step.entered_on)
    if version is None or report.stage == step.stage:
        return None
    return _Due(report, version.framework.code, version.version, step.stage)


def _forms() -> dict[tuple[str, str, str], ReportForm]:
    yearly = ReportForm.objects.filter(every=Frequency.YEAR)
    return {(one.framework, one.version, one.stage): one for one in yearly}
