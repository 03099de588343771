"""What a framework asks of committees: its indicators as rows of report forms, and its checks."""

from __future__ import annotations

from typing import Final

from assessments.choices import NodeKind
from assessments.framework_file import FrameworkFile, IndicatorPart, NodePart
from governance.choices import EntrySource
from governance.services.forms import AskedRow, CheckText

SOURCES: Final = {
    "entry": EntrySource.ENTRY,
    "formula": EntrySource.FORMULA,
    "platform": EntrySource.REGISTER,
}


def asked_rows(file: FrameworkFile) -> list[AskedRow]:
    """Return one row per indicator, in tree order; a formula names the items it is made of."""
    return [_row(file, node, node.indicator) for node in file.nodes if node.indicator is not None]


def check_texts(file: FrameworkFile) -> list[CheckText]:
    """Return the checks on reports, in the order of the file."""
    return [
        CheckText(
            rule=one.rule,
            level=one.level,
            fails_as=dict(one.fails_as),
            missing_fails=one.missing_fails,
        )
        for one in file.checks
    ]


def _row(file: FrameworkFile, node: NodePart, indicator: IndicatorPart) -> AskedRow:
    """The heading of a row is its category, or its goal where the goal holds indicators itself."""
    above = list(file.above(node.code))
    concept = next((one for one in above if one.kind == NodeKind.CONCEPT), None)
    heading = next(one for one in above if one.kind in {NodeKind.CATEGORY, NodeKind.GOAL})
    return AskedRow(
        indicator=indicator.code,
        source=SOURCES[indicator.by],
        stage=node.stage,
        formula=indicator.formula,
        items=file.formula_names.get(indicator.code, ()),
        category=heading.code,
        category_titles=dict(heading.title),
        concept=concept.code if concept else "",
        concept_titles=dict(concept.title) if concept else {},
        paper=concept.paper if concept else "",
        evidence=dict(indicator.evidence),
    )
