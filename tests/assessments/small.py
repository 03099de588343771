"""A small staged framework, and the way of a report from draft to acceptance, for the tests of scores."""

from __future__ import annotations

from datetime import UTC, datetime

from accounts import clock
from assessments.models import Assignment, FrameworkVersion
from assessments.services.frameworks import load_framework, publish_version
from governance.models import StageReport
from governance.report_workflow import accept_report, open_review, submit_report
from governance.services.path import enter_stage
from governance.services.reports import open_report, save_entry
from parks.models import Park, Period
from parks.services.periods import period_of
from tests.cast import Cast


def texts(english: str) -> str:
    return f"{{en: {english}, zh-hans: 中文{english}}}"


def leaf(code: str, unit: str, every: str, score: str, more: str = "by: entry") -> str:
    return f"""
          - code: {code}
            title: {texts(code.replace("_", " ").capitalize())}
            definition: {texts("What is counted over what")}
            unit: {unit}
            every: {every}
            {more}
            score: {score}
            basis: proposed
            note: {texts("our own bounds")}
            evidence: {texts("a statement")}"""


SMALL = f"""
code: small
version: "1"
title: {texts("Small framework")}
citation: "A framework for tests."
aggregation: arithmetic
index: {{title: {texts("Index")}, of: goals, requires: all}}
missing: {{carry: {{month: 3, quarter: 2, year: 1}}, then: omit, minimum_completeness: 0.5}}
bands:
  - {{from: 0, code: weak, title: {texts("Weak")}}}
  - {{from: 40, code: forming, title: {texts("Forming")}}}
  - {{from: 60, code: sound, title: {texts("Sound")}}}
units:
  "%": {{en: "%", zh-hans: "%"}}
  count: {texts("count")}
  mu: {texts("mu")}
stages:
  - {{code: t1, title: {texts("Explore")}, definition: {texts("First")}, led_by: {texts("firms")}, inclusion: {texts("old and new")}}}
  - {{code: t2, title: {texts("Practise")}, definition: {texts("Second")}, led_by: {texts("market")}, inclusion: {texts("city")}}}
items:
  - {{code: tax, title: {texts("Tax paid")}, definition: {texts("All tax")}, unit: count, every: month, over: sum}}
  - {{code: land, title: {texts("Land")}, definition: {texts("All land")}, unit: mu, every: year}}
goals:
  - code: positioning
    title: {texts("Positioning")}
    definition: {texts("Where the park stands")}
    stage: t1
    categories:
      - code: sorting
        title: {texts("Sorting")}
        definition: {texts("How firms are sorted")}
        indicators:{leaf("vacancy", '"%"', "quarter", "{worst: 40, best: 0}")}{leaf("tax_per_mu", "count", "quarter", "{worst: 0, best: 10}", "by: formula" + chr(10) + '            formula: "tax / land"')}
      - code: piloting
        title: {texts("Piloting")}
        definition: {texts("How pilots go")}
        weight: 2
        indicators:{leaf("pilots", "count", "quarter", "{worst_below: 0, good_from: 5, good_to: 10, worst_above: 20}")}
  - code: equality
    title: {texts("Equality")}
    definition: {texts("How equal the space is")}
    stage: t2
    indicators:{leaf("access", '"%"', "quarter", "{method: steps, edges: [30, 60], scores: [0, 50, 100]}").replace(chr(10) + "          ", chr(10) + "      ")}
caps:
  - {{node: positioning, at: 50, when: "pilots < previous.pilots", title: {texts("Fewer pilots than before")}}}
checks:
  - {{level: error, rule: "vacancy >= 0", fails_as: {texts("Vacancy is never negative")}}}
"""

QUARTER = {"vacancy": 10.0, "pilots": 8.0}


def at(day: str):
    """See a day as today."""
    return clock.at(datetime.fromisoformat(day).replace(hour=4, tzinfo=UTC))


def publish(cast: Cast, text: str = SMALL, **scope) -> FrameworkVersion:
    """Publish a framework and let it score the province from 2025-Q1 on."""
    version = publish_version(load_framework(text, by=cast.administrator), by=cast.administrator)
    scope = scope or {"region": cast.province}
    Assignment.objects.create(
        version=version,
        from_period=period_of("2025-Q1"),
        assigned_by=cast.administrator,
        assigned_at=clock.now(),
        **scope,
    )
    return version


def enter(cast: Cast, stage: str = "t1", day: str = "2025-01-01"):
    return enter_stage(
        cast.park,
        stage,
        entered_on=datetime.fromisoformat(day).date(),
        reason="It begins here.",
        by=cast.authority,
    )


def draft(park: Park, period: str) -> StageReport:
    """Return the open draft of a period, which an administrator keeps from being locked."""
    Period.objects.filter(code=period).update(locks_on="2030-01-01")
    return StageReport.objects.get(park=park, period__code=period, status="draft")


def fill(report: StageReport, values: dict[str, float | str | None], cast: Cast) -> StageReport:
    """Fill a draft as its editor; a text is the reason for no value, what is not named is not measured."""
    for entry in report.entries.select_related("indicator"):
        value = values.get(entry.indicator.code, "not_measured")
        save_entry(
            report,
            entry.indicator.code,
            value=None if isinstance(value, str) else value,
            missing_reason=value if isinstance(value, str) else "",
            note="As measured.",
            seen_version=entry.version,
            by=cast.editor,
        )
    return report


def accept(report: StageReport, cast: Cast) -> StageReport:
    """Take a filled draft through submission and review."""
    submit_report(report, by=cast.lead)
    open_review(report, by=cast.reviewer)
    return accept_report(report, by=cast.reviewer)


def file(cast: Cast, period: str, values: dict[str, float | str | None]) -> StageReport:
    """File and accept the report of a period, open already."""
    return accept(fill(draft(cast.park, period), values, cast), cast)


__all__ = [
    "QUARTER",
    "SMALL",
    "accept",
    "at",
    "draft",
    "enter",
    "file",
    "fill",
    "open_report",
    "publish",
]
