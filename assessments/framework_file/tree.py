"""Reads the tree of a framework file: goals, categories, concepts and, at the end of each branch, indicators."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _

from assessments.choices import NodeKind
from assessments.framework_file.fields import MOST_OF_A_TITLE, Fields
from assessments.framework_file.head import AGGREGATIONS, read_unit
from assessments.framework_file.parts import (
    AspectPart,
    IndicatorPart,
    NodePart,
    StagePart,
    Texts,
)
from assessments.framework_file.problems import Problems
from assessments.framework_file.yaml_tree import YamlNode, plain_value
from engine.errors import EngineError
from engine.spec import Goalposts, ScoringRule, read_scoring_rule
from parks.choices import Frequency, Over

BELOW: Final = {
    NodeKind.GOAL: {"categories": NodeKind.CATEGORY, "indicators": NodeKind.INDICATOR},
    NodeKind.CATEGORY: {"concepts": NodeKind.CONCEPT, "indicators": NodeKind.INDICATOR},
    NodeKind.CONCEPT: {"indicators": NodeKind.INDICATOR},
}
"""What a node may hold, by the key that lists it."""
NODE_KEYS: Final = ("code", "title", "definition", "weight", "aggregation")
OWN_KEYS: Final = {
    NodeKind.GOAL: ("stage", "main_category"),
    NodeKind.CATEGORY: (),
    NodeKind.CONCEPT: ("paper", "aspect"),
}
INDICATOR_KEYS: Final = (
    "code",
    "title",
    "definition",
    "unit",
    "every",
    "over",
    "by",
    "formula",
    "register",
    "empty",
    "score",
    "weight",
    "basis",
    "note",
    "evidence",
)
SOURCES: Final = ("entry", "formula", "platform")
BASES: Final = ("published", "convention", "proposed")
SCORE_LISTS: Final = {"edges", "scores"}
SCORE_WORDS: Final = {"method", "better"}
STAND_IN: Final = Goalposts(0.0, 1.0)
LARGEST_WEIGHT: Final = 1e6


@dataclass
class TreeReader:
    """Walks the tree once, in the order of the file, and collects its nodes."""

    problems: Problems
    units: dict[str, Texts]
    stages: tuple[StagePart, ...]
    aspects: tuple[AspectPart, ...]
    nodes: list[NodePart] = field(default_factory=list)

    def read_goals(self, goals: list[YamlNode], index: NodePart | None) -> list[NodePart]:
        """Return all nodes, each before its children; the index, where there is one, first."""
        if index is not None:
            self.nodes.append(index)
        for goal in goals:
            self.read_node(goal, NodeKind.GOAL, index, "goals")
        return self.nodes

    def read_node(
        self, node: YamlNode, kind: NodeKind, parent: NodePart | None, place: str
    ) -> None:
        """Read one inner node, then what it holds."""
        known = (*NODE_KEYS, *OWN_KEYS[kind], *BELOW[kind])
        fields = Fields(node, self.problems, place, known=known)
        code = fields.code()
        fields.at(f"{place} {code}")
        made = NodePart(
            code=code,
            kind=kind,
            parent=parent.code if parent else "",
            depth=parent.depth + 1 if parent else 0,
            line=fields.line_of("code"),
            title=fields.texts("title", required=True, most=MOST_OF_A_TITLE),
            definition=fields.texts("definition", required=True),
            weight=fields.number("weight", 1.0, low=0, high=LARGEST_WEIGHT),
            aggregation=fields.choice("aggregation", AGGREGATIONS, ""),
            stage=self._stage(fields, kind, parent),
            aspect=self._aspect(fields, kind),
            paper=fields.text("paper", most=20) if kind == NodeKind.CONCEPT else "",
            main_category=fields.texts("main_category") if kind == NodeKind.GOAL else {},
        )
        self.nodes.append(made)
        self._read_below(fields, kind, made)

    def _read_below(self, fields: Fields, kind: NodeKind, parent: NodePart) -> None:
        """Read the one list of children that a node has."""
        given = [key for key in BELOW[kind] if fields.has(key)]
        if len(given) != 1 and fields.is_readable:
            message = _("A node holds exactly one of these lists: %(keys)s.")
            fields.note("code", "children_unclear", message % {"keys": ", ".join(BELOW[kind])})
        for key in given[:1]:
            for child in fields.nodes(key, required=True):
                if BELOW[kind][key] == NodeKind.INDICATOR:
                    self._read_leaf(child, parent)
                else:
                    self.read_node(child, BELOW[kind][key], parent, key)

    def _stage(self, fields: Fields, kind: NodeKind, parent: NodePart | None) -> str:
        """Return the stage of a goal, which all below it share."""
        if kind != NodeKind.GOAL:
            return parent.stage if parent else ""
        asking = [stage.code for stage in self.stages if not stage.is_terminal]
        if asking:
            return fields.choice("stage", asking)
        if fields.has("stage"):
            message = _("This framework declares no stages, so a goal cannot have one.")
            fields.note("stage", "stage_unknown", message)
        return ""

    def _aspect(self, fields: Fields, kind: NodeKind) -> str:
        if kind != NodeKind.CONCEPT or not fields.has("aspect"):
            return ""
        aspect = fields.text("aspect")
        if aspect not in {one.code for one in self.aspects}:
            message = _("The aspect “%(aspect)s” is not declared.") % {"aspect": aspect[:80]}
            fields.note("aspect", "aspect_unknown", message)
            return ""
        return aspect

    def _read_leaf(self, node: YamlNode, parent: NodePart) -> None:
        """Read one indicator and its node."""
        fields = Fields(node, self.problems, "indicators", known=INDICATOR_KEYS)
        code = fields.code()
        fields.at(f"indicators {code}")
        indicator = self._indicator(fields, code)
        self.nodes.append(
            NodePart(
                code=code,
                kind=NodeKind.INDICATOR,
                parent=parent.code,
                depth=parent.depth + 1,
                line=indicator.line,
                title=indicator.title,
                definition=indicator.definition,
                weight=fields.number("weight", 1.0, low=0, high=LARGEST_WEIGHT),
                stage=parent.stage,
                indicator=indicator,
            )
        )

    def _indicator(self, fields: Fields, code: str) -> IndicatorPart:
        source = fields.choice("by", SOURCES)
        self._check_source(fields, source)
        return IndicatorPart(
            code=code,
            title=fields.texts("title", required=True, most=MOST_OF_A_TITLE),
            definition=fields.texts("definition", required=True),
            unit=read_unit(fields, self.units),
            every=fields.choice("every", Frequency.values),
            over=fields.choice("over", Over.values, Over.LAST),
            line=fields.line_of("code"),
            by=source,
            formula=fields.text("formula", required=source == "formula", most=2000),
            register=fields.texts("register", required=source == "platform"),
            empty_not_applicable=fields.choice("empty", ("not_applicable",), "") != "",
            score=read_score(fields),
            basis=fields.choice("basis", BASES),
            note=fields.texts("note"),
            evidence=fields.texts("evidence"),
            formula_line=fields.line_of("formula"),
            score_line=fields.line_of("score"),
        )

    def _check_source(self, fields: Fields, source: str) -> None:
        """A formula belongs to what is computed, a register to what is read from one."""
        for key, owner in (("formula", "formula"), ("register", "platform")):
            if source != owner and fields.has(key):
                message = _("“%(key)s” goes with “by: %(owner)s” only.")
                fields.note(key, "source_conflict", message % {"key": key, "owner": owner})


def read_score(fields: Fields) -> ScoringRule:
    """Return how a value becomes a score; a stand-in with the problem noted where it cannot be read."""
    score = fields.inner("score", required=True)
    if not score.node.pairs:
        if fields.has("score") and score.is_readable:
            fields.note("score", "score_malformed", _("“score” says nothing."))
        return STAND_IN
    settings = plain_value(score.node)
    if any(not _fits(key, value) for key, value in settings.items()):
        message = _("The bounds of “score” are numbers, edges and scores are lists of numbers.")
        fields.note("score", "score_malformed", message)
        return STAND_IN
    try:
        return read_scoring_rule(settings, fields.place)
    except EngineError as error:
        for problem in error.problems:
            line = fields.line_of("score")
            fields.problems.add_of_engine(line, fields.place, problem)
        return STAND_IN


def _fits(key: str, value: object) -> bool:
    if key in SCORE_WORDS:
        return isinstance(value, str)
    if key in SCORE_LISTS:
        return isinstance(value, list) and all(_is_number(one) for one in value)
    return _is_number(value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
