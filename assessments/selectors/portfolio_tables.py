"""A portfolio as tables of plain values, all rows of each: what its exports hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from assessments.models import StandingQuarter
from assessments.selectors.portfolio_choices import framework_key
from assessments.selectors.portfolio_figures import key_figures
from assessments.selectors.portfolio_gates import OpenGate, open_gates
from assessments.selectors.portfolio_heat import heat_rows, ordered, orders_of
from assessments.selectors.portfolio_ranking import goal_chosen, ranked
from assessments.selectors.portfolio_reports import (
    GATES,
    lists_of,
    report_counts,
    report_row,
    rows_of,
)
from assessments.selectors.portfolio_shown import Shown
from assessments.selectors.portfolio_stages import stage_counts

Cell = str | float | int | None
Row = tuple[Cell, ...]
AT_ONCE: Final = 500


@dataclass(frozen=True)
class Table:
    """A named table; its rows are made when they are asked for."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]


def portfolio_tables(shown: Shown, *, order: str = "", goal: str = "") -> tuple[Table, ...]:
    """Return the tables of a portfolio; the first is that of the parks, in the order asked for."""
    codes = tuple(node.code for node in shown.nodes)
    park = ("park", "name_en", "name_zh", "region", "level", "stage")
    head = ("head", "head_score", "head_completeness")
    gates = open_gates(shown)
    return (
        Table("parks", (*park, *head, *codes), lambda: _parks(shown, order)),
        Table("figures", ("name", "value"), lambda: _figures(shown, gates)),
        Table(
            "ranking",
            ("goal", "place", "park", "stage", "score", "low", "high"),
            lambda: _ranking(shown, goal),
        ),
        Table("stages", ("stage", "parks"), lambda: _stages(shown)),
        Table(
            "reports", ("list", "park", "period", "due_on", "days_late"), lambda: _reports(shown)
        ),
        Table("gates", ("park", "from_stage", "to_stage", "period"), lambda: _gates(gates)),
    )


def _parks(shown: Shown, order: str) -> Iterator[Row]:
    known = order if order.removeprefix("-") in orders_of(shown) else "head"
    codes = [node.code for node in shown.nodes]
    for rows in _portions(ordered(shown, known).iterator(chunk_size=AT_ONCE)):
        outlines = shown.outlines(rows)
        for standing, row in zip(rows, heat_rows(shown, rows, ""), strict=True):
            park, outline = row.park, outlines[standing.park_id]
            yield (
                park.code,
                park.name_en,
                park.name_zh,
                park.region.code,
                park.level,
                row.stage,
                row.head.code,
                row.head.value,
                row.head.completeness,
                *(outline[code][0] if code in outline else None for code in codes),
            )


def _portions(rows: Iterator[StandingQuarter]) -> Iterator[list[StandingQuarter]]:
    while portion := list(islice(rows, AT_ONCE)):
        yield portion


def _figures(shown: Shown, gates: Sequence[OpenGate]) -> Iterator[Row]:
    figures = key_figures(shown, report_counts(shown, gates))
    yield "quarter", shown.quarter.code if shown.quarter else None
    yield "framework", framework_key(shown.version) if shown.version else None
    yield "as_of", shown.filters.as_of.text or None
    yield "parks", figures.parks
    yield "parks_scored", figures.now.parks
    yield "median", figures.now.median
    yield "median_change", figures.change
    yield "reports_accepted", figures.reports.accepted
    yield "reports_expected", figures.reports.expected
    if shown.sees_drafts:
        yield "reports_overdue", figures.reports.overdue
        yield "reports_waiting", figures.reports.waiting
    yield "gates_ready", figures.reports.gates


def _ranking(shown: Shown, code: str) -> Iterator[Row]:
    goal = goal_chosen(shown, code)
    if goal is None:
        return
    for rows in _portions(ranked(shown, goal).iterator(chunk_size=AT_ONCE)):
        outlines = shown.outlines(rows)
        for row in rows:
            score = outlines[row.park_id].get(goal.code, [None] * 5)
            place: int | None = getattr(row, "place", None)
            stage = str(getattr(row, "at_stage", ""))
            yield goal.code, place, row.park.code, stage, score[0], score[3], score[4]


def _stages(shown: Shown) -> Iterator[Row]:
    for one in stage_counts(shown):
        yield one.code, one.parks


def _reports(shown: Shown) -> Iterator[Row]:
    for name in lists_of(shown):
        if name == GATES:
            continue
        for one in rows_of(shown, name).iterator(chunk_size=AT_ONCE):
            row = report_row(shown, one)
            due_on = row.day.isoformat() if row.day else None
            yield name, row.park.code, row.period, due_on, row.days_late


def _gates(gates: Sequence[OpenGate]) -> Iterator[Row]:
    for one in gates:
        yield one.code, one.from_stage, one.to_stage, one.period
