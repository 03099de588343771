"""A small form for tests: three items, a formula over two of them, a platform indicator, two checks."""

from datetime import UTC, datetime, timedelta

from accounts import clock
from governance.choices import CheckLevel, EntrySource
from governance.models import ReportForm, StageReport
from governance.report_workflow import accept_report, open_review, submit_report
from governance.services.forms import AskedRow, CheckText, install_forms
from governance.services.reports import open_report, save_entry
from parks.choices import Frequency, IndicatorKind
from parks.models import Park
from tests.factories import make_indicator, make_period

IN_OCTOBER = datetime(2026, 10, 9, 6, tzinfo=UTC)
PERIOD = "2026-Q3"

CHECKS = [
    CheckText(
        "vacant <= floor",
        CheckLevel.ERROR,
        {"en": "Vacant floor space exceeds built floor space", "zh-hans": "空置面积大于建成面积"},
    ),
    CheckText(
        "abs(employees / previous.employees - 1) <= 0.3",
        CheckLevel.WARNING,
        {"en": "Employment changed by more than 30 %", "zh-hans": "从业人员变动超过30%"},
    ),
]


def make_indicators() -> None:
    item = {"kind": IndicatorKind.ITEM}
    make_indicator("vacant", unit="m²", name_en="Vacant floor space", **item)
    make_indicator("floor", unit="m²", name_en="Built floor space", **item)
    make_indicator("employees", unit="person", name_en="Persons employed")
    make_indicator("vacancy", unit="%", name_en="Vacancy rate")
    make_indicator("meetings", unit="", name_en="Joint meetings")
    make_indicator("survey", unit="%", name_en="Satisfied employees", every=Frequency.YEAR)


def small_rows() -> list[AskedRow]:
    space = {
        "category": "pilot",
        "category_titles": {"en": "Pilot first", "zh-hans": "试点先行"},
        "concept": "design",
        "concept_titles": {"en": "Design", "zh-hans": "设计"},
        "paper": "4.1.2",
    }
    people = {
        "category": "linkage",
        "category_titles": {"en": "Linkage", "zh-hans": "联动"},
        "concept": "people",
        "concept_titles": {"en": "People", "zh-hans": "人"},
    }
    return [
        AskedRow(
            "vacancy",
            EntrySource.FORMULA,
            "t1",
            formula="vacant / floor * 100",
            items=("vacant", "floor"),
            **space,
        ),
        AskedRow("employees", EntrySource.ENTRY, "t1", **people),
        AskedRow("meetings", EntrySource.REGISTER, "t2", **people),
        AskedRow("survey", EntrySource.ENTRY, "t2", is_required=False, **people),
    ]


def small_form(stage: str = "t2", version: str = "1.0.0") -> ReportForm:
    """Install the small framework and return its quarterly form."""
    make_indicators()
    made = install_forms(
        framework="small",
        version=version,
        stages=["t1", "t2", "t3"],
        rows=small_rows(),
        checks=CHECKS,
        by=None,
    )
    return next(one for one in made if one.stage == stage and one.every == Frequency.QUARTER)


def small_report(park: Park, period: str = PERIOD, form: ReportForm | None = None) -> StageReport:
    """Open an empty quarterly report of a park; the form is installed if none is given."""
    form = form or ReportForm.objects.filter(stage="t2", every="quarter").first() or small_form()
    return open_report(park, make_period(period), form, stage="t2")


VALUES = {"vacant": 20.0, "floor": 100.0, "employees": 50.0, "meetings": 2.0}


def fill(report: StageReport, by, **values: float) -> None:
    """Write every required value of the small form, some of them as given."""
    for code, value in {**VALUES, **values}.items():
        version = report.entries.get(indicator__code=code).version
        save_entry(
            report, code, value=value, missing_reason="", note="", seen_version=version, by=by
        )


def filled_report(park: Park, by, period: str = PERIOD, **values: float) -> StageReport:
    report = small_report(park, period)
    fill(report, by, **values)
    return report


def in_october():
    return clock.at(IN_OCTOBER)


def accept_filled(cast, period: str = PERIOD, **values: float) -> StageReport:
    """File, submit, open and accept a report of the cast's park, soon after its period has ended."""
    ended = make_period(period).ends_on
    with clock.at(datetime(ended.year, ended.month, ended.day, 6, tzinfo=UTC) + timedelta(days=9)):
        report = filled_report(cast.park, cast.editor, period, **values)
        submit_report(report, by=cast.lead)
        open_review(report, by=cast.reviewer)
        return accept_report(report, by=cast.reviewer)
