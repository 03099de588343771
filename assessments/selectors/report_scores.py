"""The provisional scores of one draft: its entries over the accepted values, computed on request and never stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assessments.choices import NodeKind
from assessments.engine_words import sentence_of
from assessments.framework_file import FrameworkFile, spec_of
from assessments.models import FrameworkVersion, Score, StandingQuarter
from assessments.selectors.inputs import Known, gather
from assessments.selectors.why import reason_in_words
from engine.errors import EngineError
from engine.result import Result, number_or_none
from governance.models import StageReport
from parks.choices import Frequency
from parks.models import Period
from parks.models.naming import in_language

SHOWN = (NodeKind.INDEX, NodeKind.GOAL, NodeKind.CATEGORY)


@dataclass(frozen=True)
class ProvisionalRow:
    """A node as the draft would score it, beside what stands now."""

    code: str
    kind: str
    stage: str
    title: str
    value: float | None
    standing: float | None
    completeness: float | None
    reason: str
    band: str
    band_title: str

    @property
    def change(self) -> float | None:
        if self.value is None or self.standing is None:
            return None
        return self.value - self.standing


@dataclass(frozen=True)
class Provisional:
    """The provisional scores of a draft for a quarter; `problems` where the engine finds none."""

    quarter: str
    rows: tuple[ProvisionalRow, ...]
    problems: tuple[str, ...]

    @property
    def goals(self) -> tuple[ProvisionalRow, ...]:
        return tuple(row for row in self.rows if row.kind == NodeKind.GOAL)


def report_scores(report: StageReport) -> Provisional | None:
    """Return what a report would score, None where no version or quarter goes with it."""
    quarter = _quarter_of(report.period)
    version = FrameworkVersion.objects.filter(
        framework__code=report.form.framework, version=report.form.version
    ).first()
    if quarter is None or version is None:
        return None
    file = spec_of(version)
    try:
        result = _result(report, quarter, version, file)
    except EngineError as error:
        told = tuple(sentence_of(problem) for problem in error.problems)
        return Provisional(quarter.code, (), told)
    return Provisional(quarter.code, tuple(_rows(report, quarter, file, result)), ())


def _quarter_of(period: Period) -> Period | None:
    """Return the quarter in which a period ends."""
    quarters = Period.objects.filter(every=Frequency.QUARTER)
    return quarters.filter(starts_on__lte=period.ends_on, ends_on__gte=period.ends_on).first()


def _result(
    report: StageReport, quarter: Period, version: FrameworkVersion, file: FrameworkFile
) -> Result:
    """Score the draft; a relative version needs the parks that it is compared with."""
    stages = {report.park.code: report.stage}
    if version.is_relative:
        others = StandingQuarter.objects.filter(version=version, period=quarter)
        stages = dict(others.values_list("park__code", "stage")) | stages
    return gather(file, quarter, stages, instead=_stated(report, file)).score()


def _stated(report: StageReport, file: FrameworkFile) -> Iterator[Known]:
    """Yield what the draft states; what is empty leaves the value on record."""
    measured = {one.code for one in file.spec.measured}
    for entry in report.entries.select_related("indicator"):
        code = entry.indicator.code
        if entry.is_filled and code in measured:
            yield Known(
                report.park.code,
                code,
                report.period.last_month,
                entry.value,
                entry.missing_reason,
                report.period.code,
            )


def _rows(
    report: StageReport, quarter: Period, file: FrameworkFile, result: Result
) -> Iterator[ProvisionalRow]:
    standing = dict(
        Score.objects.current()
        .filter(park=report.park_id, period=quarter, node__kind__in=SHOWN)
        .values_list("node__code", "value")
    )
    bands = {band.code: in_language(dict(band.title)) for band in file.bands}
    unit = report.park.code
    row = result.unit_index[unit]
    for part in file.nodes:
        if part.kind not in SHOWN:
            continue
        value = result.score_of(unit, part.code)
        band = "" if value is None else file.spec.band_of(value)
        share = result.completeness[row, result.node_index[part.code]]
        yield ProvisionalRow(
            code=part.code,
            kind=part.kind,
            stage=part.stage if part.kind == NodeKind.GOAL else "",
            title=in_language(dict(part.title)),
            value=value,
            standing=standing.get(part.code),
            completeness=number_or_none(share),
            reason=reason_in_words(result.reason_of(unit, part.code)),
            band=band,
            band_title=bands.get(band, ""),
        )
