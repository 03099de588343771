"""Provisional scores: a draft over what is accepted, never stored."""

from assessments.models import Score
from assessments.selectors.report_scores import report_scores
from engine.errors import Code, EngineError, Problem
from governance.models import StageReport
from governance.services.reports import save_entry
from tests.assessments.mexico import COLUMNS, ROWS, code_of, set_stage
from tests.assessments.small import at, draft, fill


def month_of(cast, values):
    return fill(draft(cast.park, "2025-05"), values, cast)


def by_code(found):
    return {row.code: row for row in found.rows}


def test_a_draft_stands_over_what_is_accepted(cast, scored):
    before = list(Score.objects.values_list("pk", flat=True))
    with at("2025-07-03"):
        for month in ("2025-04", "2025-06"):
            fill(draft(cast.park, month), {"tax": 100.0}, cast)
        report = draft(cast.park, "2025-05")
        entry = report.entries.get()
        save_entry(
            report,
            "tax",
            value=300.0,
            missing_reason="",
            note="",
            seen_version=entry.version,
            by=cast.editor,
        )
        found = report_scores(report)
    assert found.quarter == "2025-Q2"
    assert by_code(found)["sorting"].standing is not None
    assert list(Score.objects.values_list("pk", flat=True)) == before


def test_a_stated_value_changes_the_provisional_score_only(cast, scored):
    with at("2025-07-03"):
        report = StageReport.objects.get(period__code="2025-Q2")
        report.entries.filter(indicator__code="vacancy").update(value=0.0)
        rows = by_code(report_scores(report))
    assert rows["sorting"].change > 0
    assert rows["equality"].reason == "Not yet asked"
    assert rows["positioning"].band == "forming"
    assert rows["positioning"].completeness == 1.0


def test_a_relative_version_compares_with_the_parks_scored(cast):
    with at("2026-04-10"):
        set_stage(cast, ROWS[:2])
        report = draft_of(1)
        fill(report, {name: ROWS[0][name] for name in COLUMNS}, cast)
        rows = by_code(report_scores(report))
    assert rows["logistics_access"].value == 50.0
    assert Score.objects.count() == 0


def draft_of(number):
    return StageReport.objects.get(park__code=code_of(number), period__code="2026-Q1")


def test_an_error_of_the_engine_is_told(cast, scored, monkeypatch):
    def refuse(*args, **kwargs):
        raise EngineError(Problem(Code.VALUE_NOT_FINITE, "No.", place="LH-01, tax"))

    monkeypatch.setattr("assessments.selectors.inputs.score", refuse)
    found = report_scores(StageReport.objects.get(period__code="2025-Q2"))
    assert found.rows == ()
    assert found.problems == ("The value at LH-01, tax is not a finite number.",)


def test_a_report_of_an_unknown_form_has_none(cast, scored):
    report = StageReport.objects.select_related("form").get(period__code="2025-Q2")
    report.form.framework = "unknown"
    assert report_scores(report) is None
