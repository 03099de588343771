"""What tests of measures in reports start from: findings of the third quarter, read into the small form's report."""

from dataclasses import replace
from datetime import date

from governance.measures import MEASURES
from governance.measures.supervision import SUPERVISION_MEASURES
from governance.models import StageReport
from governance.report_workflow import accept_report, open_review, submit_report
from governance.services.reports import save_entry
from parks.measures import PLACE_MEASURES
from tests.governance.forms_for_tests import PERIOD, VALUES, small_report
from tests.governance.supervised import closed, on_day, raised

MEASURED = "meetings"


def measure_findings(monkeypatch) -> None:
    """Let the small form's platform indicator count the findings closed by their deadline."""
    said = replace(SUPERVISION_MEASURES["findings_closed_on_time"], indicator=MEASURED)
    monkeypatch.setitem(MEASURES, MEASURED, said)


def measure_entrances(monkeypatch) -> None:
    """Let it count the entrances and stops that are barrier-free."""
    said = replace(PLACE_MEASURES["barrier_free_share"], indicator=MEASURED)
    monkeypatch.setitem(MEASURES, MEASURED, said)


def closed_in_time(cast, **facts):
    """A finding with its deadline in the third quarter, closed before it."""
    with on_day(date(2026, 9, 20)):
        return closed(cast, day=date(2026, 9, 1), days=25, **facts)


def left_open(cast, **facts):
    """A finding with its deadline in the third quarter that nobody closed."""
    return raised(cast, day=date(2026, 7, 1), days=30, **facts)


def submit_measured(cast, period: str = PERIOD) -> StageReport:
    report = small_report(cast.park, period)
    for code, value in VALUES.items():
        if code != MEASURED:
            seen = report.entries.get(indicator__code=code).version
            save_entry(
                report,
                code,
                value=value,
                missing_reason="",
                note="",
                seen_version=seen,
                by=cast.editor,
            )
    return submit_report(report, by=cast.lead)


def accept_measured(cast, period: str = PERIOD) -> StageReport:
    report = submit_measured(cast, period)
    open_review(report, by=cast.reviewer)
    return accept_report(report, by=cast.reviewer)
