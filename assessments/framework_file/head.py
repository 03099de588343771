"""Reads the head of a framework file: bands, missing values, units, stages, aspects, items, the index."""

from __future__ import annotations

import re
from typing import Final

from django.utils.translation import gettext as _

from assessments.choices import NodeKind
from assessments.framework_file.fields import (
    MOST_OF_A_TITLE,
    Fields,
    each,
    refuse_repeats,
)
from assessments.framework_file.parts import (
    AspectPart,
    BandPart,
    ItemPart,
    MissingPart,
    NodePart,
    StagePart,
    Texts,
)
from governance.choices import Stage
from parks.choices import Frequency, Over

AGGREGATIONS: Final = ("arithmetic", "geometric")
HEAD_KEYS: Final = (
    "code",
    "version",
    "title",
    "citation",
    "doi",
    "aggregation",
    "index",
    "missing",
    "bands",
    "units",
    "stages",
    "aspects",
    "items",
    "goals",
    "caps",
    "gates",
    "checks",
)
VERSION: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,19}")
MOST_PERIODS_CARRIED: Final = 60
MOST_OF_A_UNIT: Final = 40
MOST_OF_A_UNIT_TITLE: Final = 60
USUAL_CARRY: Final = {"month": 3, "quarter": 2, "year": 1}


def read_version(head: Fields) -> str:
    """Return the version, which also stands in addresses."""
    version = head.text("version", required=True)
    if version and not VERSION.fullmatch(version):
        message = _("A version has up to 20 letters, digits, dots and hyphens, such as 1.0.0.")
        head.note("version", "version_malformed", message)
    return version


def read_missing(head: Fields) -> MissingPart:
    """Return how missing values are treated."""
    missing = head.inner("missing", ("carry", "then", "minimum_completeness"), required=True)
    carry = missing.inner("carry", tuple(USUAL_CARRY))
    missing.choice("then", ("omit",), "omit")
    return MissingPart(
        carry={
            every: carry.whole(every, usual, low=0, high=MOST_PERIODS_CARRIED)
            for every, usual in USUAL_CARRY.items()
        },
        minimum_completeness=missing.number("minimum_completeness", 0.6, low=0, high=1),
    )


def read_bands(head: Fields) -> tuple[BandPart, ...]:
    """Return the bands; the first starts at 0 and each starts above the one before."""
    bands = []
    before = None
    nodes = head.nodes("bands", required=True)
    for band in each(nodes, head.problems, "bands", ("from", "code", "title")):
        start = band.number("from", low=0, high=100)
        if (before is None and start != 0) or (before is not None and start <= before):
            message = _("The first band starts at 0, and each later one above the one before it.")
            band.note("from", "band_order", message)
        before = start
        title = band.texts("title", required=True, most=MOST_OF_A_TITLE)
        bands.append((BandPart(band.code(), start, title), band.line))
    refuse_repeats([(one.code, line) for one, line in bands], head.problems, "bands")
    return tuple(one for one, _line in bands)


def read_units(head: Fields) -> dict[str, Texts]:
    """Return how each unit is written."""
    units = head.inner("units", required=True)
    for unit in units.node.pairs:
        if not 0 < len(unit) <= MOST_OF_A_UNIT:
            message = _("A unit has 1 to %(most)s characters.") % {"most": MOST_OF_A_UNIT}
            units.note(unit, "text_too_long", message)
    return {
        unit: units.texts(unit, required=True, most=MOST_OF_A_UNIT_TITLE)
        for unit in units.node.pairs
    }


def read_stages(head: Fields) -> tuple[StagePart, ...]:
    """Return the stages, in the order of the path; only the last may be terminal."""
    known = ("code", "title", "definition", "led_by", "inclusion", "terminal")
    found = []
    for stage in each(head.nodes("stages"), head.problems, "stages", known):
        code = stage.choice("code", Stage.values)
        stage.at(f"stages {code}")
        found.append(
            (
                StagePart(
                    code=code,
                    title=stage.texts("title", required=True, most=MOST_OF_A_TITLE),
                    definition=stage.texts("definition"),
                    led_by=stage.texts("led_by"),
                    inclusion=stage.texts("inclusion"),
                    is_terminal=stage.truth("terminal"),
                ),
                stage,
            )
        )
    _refuse_disorder(found)
    refuse_repeats([(one.code, stage.line) for one, stage in found], head.problems, "stages")
    return tuple(one for one, _stage in found)


def _refuse_disorder(found: list[tuple[StagePart, Fields]]) -> None:
    places = [Stage.values.index(one.code) for one, _stage in found]
    for index, (one, stage) in enumerate(found):
        is_last = index == len(found) - 1
        if index and places[index] < places[index - 1]:
            message = _("The stages must stand in the order of the path.")
            stage.note("code", "stage_order", message)
        if one.is_terminal and not is_last:
            message = _("Only the last stage may be terminal.")
            stage.note("terminal", "stage_order", message)


def read_aspects(head: Fields) -> tuple[AspectPart, ...]:
    """Return the aspects."""
    found = []
    known = ("code", "title", "definition")
    for aspect in each(head.nodes("aspects"), head.problems, "aspects", known):
        code = aspect.code()
        if len(code) > MOST_OF_A_UNIT:
            message = _("The code of an aspect has at most %(most)s characters.")
            aspect.note("code", "text_too_long", message % {"most": MOST_OF_A_UNIT})
        title = aspect.texts("title", required=True, most=MOST_OF_A_TITLE)
        found.append((AspectPart(code, title, aspect.texts("definition")), aspect.line))
    refuse_repeats([(one.code, line) for one, line in found], head.problems, "aspects")
    return tuple(one for one, _line in found)


def read_items(head: Fields, units: dict[str, Texts]) -> tuple[ItemPart, ...]:
    """Return the base items."""
    known = ("code", "title", "definition", "unit", "every", "over")
    found = []
    for item in each(head.nodes("items"), head.problems, "items", known):
        code = item.code()
        item.at(f"items {code}")
        found.append(
            ItemPart(
                code=code,
                title=item.texts("title", required=True, most=MOST_OF_A_TITLE),
                definition=item.texts("definition", required=True),
                unit=read_unit(item, units),
                every=item.choice("every", Frequency.values),
                over=item.choice("over", Over.values, Over.LAST),
                line=item.line_of("code"),
            )
        )
    return tuple(found)


def read_unit(fields: Fields, units: dict[str, Texts]) -> str:
    """Return the unit of an item or indicator, one of the table."""
    unit = fields.text("unit", required=True)
    if unit and unit not in units:
        message = _("The unit “%(unit)s” is not in the table of units.") % {"unit": unit[:80]}
        fields.note("unit", "unit_unknown", message)
    return unit


def read_index(head: Fields) -> NodePart | None:
    """Return the one figure over the goals, if the framework declares one."""
    if not head.has("index"):
        return None
    known = ("code", "title", "definition", "of", "aggregation", "requires")
    index = head.inner("index", known)
    index.choice("of", ("goals",), "goals")
    return NodePart(
        code=index.code() if index.has("code") else "index",
        kind=NodeKind.INDEX,
        parent="",
        depth=0,
        line=index.line,
        title=index.texts("title", required=True, most=MOST_OF_A_TITLE),
        definition=index.texts("definition"),
        aggregation=index.choice("aggregation", AGGREGATIONS, ""),
        requires_all=index.choice("requires", ("all", "any"), "any") == "all",
    )
