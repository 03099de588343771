"""The one door to framework files: text in, a framework that holds together out, or all that is wrong with it."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from django.utils.translation import gettext as _

from assessments.framework_file.fields import MOST_OF_A_TITLE, Fields, refuse_repeats
from assessments.framework_file.head import (
    AGGREGATIONS,
    HEAD_KEYS,
    read_aspects,
    read_bands,
    read_index,
    read_items,
    read_missing,
    read_stages,
    read_units,
    read_version,
)
from assessments.framework_file.parts import FrameworkFile, ItemPart, NodePart
from assessments.framework_file.problems import FrameworkErrors, FrameworkProblem, Problems
from assessments.framework_file.rules import check_rules, read_caps, read_checks, read_gates
from assessments.framework_file.spec import SpecParts, check_with_engine, spec_from
from assessments.framework_file.tree import TreeReader
from assessments.framework_file.yaml_tree import read_yaml


def decode_framework(content: bytes) -> str:
    """Return the text of an uploaded file, with or without byte-order mark; not_utf8 where it is none."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        message = _("The file is not in UTF-8.")
        raise FrameworkErrors([FrameworkProblem(line, "", "not_utf8", message)]) from error


class HasSource(Protocol):
    """A framework version, as far as its text is concerned."""

    source: str


def read_framework(text: str) -> FrameworkFile:
    """Return what the file says; FrameworkErrors with every problem where it does not hold together."""
    problems = Problems()
    root = read_yaml(text, problems)
    problems.raise_if_any()
    head = Fields(root, problems, known=HEAD_KEYS)
    found = _read_head(head)
    problems.raise_if_any()
    return found


def spec_of(version: HasSource) -> FrameworkFile:
    """Return what a stored version says; read once per process, its text being frozen."""
    return _read_stored(version.source)


@lru_cache(maxsize=64)
def _read_stored(source: str) -> FrameworkFile:
    return read_framework(source)


def _read_head(head: Fields) -> FrameworkFile:
    units, stages, aspects = read_units(head), read_stages(head), read_aspects(head)
    items = read_items(head, units)
    reader = TreeReader(head.problems, units, stages, aspects)
    nodes = tuple(reader.read_goals(head.nodes("goals", required=True), read_index(head)))
    _refuse_taken_codes(head.problems, items, nodes)
    parts = SpecParts(
        code=head.code(),
        version=read_version(head),
        aggregation=head.choice("aggregation", AGGREGATIONS, "arithmetic"),
        nodes=nodes,
        items=items,
        caps=read_caps(head, nodes),
        bands=read_bands(head),
        stages=stages,
        missing=read_missing(head),
    )
    file = FrameworkFile(
        code=parts.code,
        version=parts.version,
        title=head.texts("title", required=True, most=MOST_OF_A_TITLE),
        citation=head.text("citation"),
        doi=head.text("doi"),
        aggregation=parts.aggregation,
        missing=parts.missing,
        bands=tuple(parts.bands),
        units=units,
        stages=stages,
        aspects=aspects,
        items=items,
        nodes=nodes,
        caps=tuple(parts.caps),
        gates=read_gates(head, stages),
        checks=read_checks(head),
        spec=spec_from(parts),
    )
    check_rules(head.problems, (*items, *file.indicators), nodes, file.gates, file.checks)
    check_with_engine(file.spec, parts, head.problems)
    _refuse_idle_items(head.problems, file)
    return file


def _refuse_taken_codes(
    problems: Problems, items: tuple[ItemPart, ...], nodes: tuple[NodePart, ...]
) -> None:
    """Items and nodes share one set of codes, since rules name both."""
    coded: list[ItemPart | NodePart] = [*items, *nodes]
    refuse_repeats([(one.code, one.line) for one in coded], problems, "")


def _refuse_idle_items(problems: Problems, file: FrameworkFile) -> None:
    """An item that no formula uses would never be asked for."""
    if problems.found:
        return
    used = {code for names in file.formula_names.values() for code in names}
    for item in file.items:
        if item.code not in used:
            message = _("No formula uses the item “%(code)s”.") % {"code": item.code}
            problems.add(item.line, f"items {item.code}", "item_idle", message)
