"""What the page of one framework version shows: its tree with weights, rules in words and in formula, and all the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from assessments.choices import NodeKind
from assessments.framework_file import FrameworkFile, IndicatorPart, ItemPart, NodePart
from assessments.framework_file.parts import AspectPart, StagePart
from assessments.selectors.framework_words import Speaker, quarters_in_words
from engine.tree import build_tree
from governance.choices import CheckLevel
from parks.choices import Frequency, Over
from parks.models.naming import in_language

SOURCES = {
    "entry": _("Filed by the committee"),
    "formula": _("Computed from items"),
    "platform": _("From the platform's registers"),
}
BASES = {
    "published": _("published"),
    "convention": _("convention"),
    "proposed": _("proposed"),
}
AGGREGATIONS = {
    "arithmetic": _("arithmetic mean"),
    "geometric": _("geometric mean"),
}


@dataclass(frozen=True)
class MeasureRow:
    """An item or the measured side of an indicator."""

    code: str
    title: str
    definition: str
    unit: str
    every: str
    over: str
    used_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class IndicatorRow:
    """How an indicator is measured and scored."""

    measure: MeasureRow
    source: str
    register: str
    formula: str
    formula_in_words: str
    score: str
    basis: str
    note: str
    evidence: str
    empty_not_applicable: bool


@dataclass(frozen=True)
class NodeRow:
    """A node with its weight: `share` of its parent and `share_of_goal`, both in per cent."""

    code: str
    kind: str
    kind_title: str
    title: str
    definition: str
    main_category: str
    aggregation: str
    stage: str
    aspect: str
    paper: str
    weight: float
    share: float
    share_of_goal: float
    indicator: IndicatorRow | None
    children: tuple[NodeRow, ...]

    @property
    def leaves(self) -> tuple[NodeRow, ...]:
        """The indicators directly below."""
        return tuple(child for child in self.children if child.indicator is not None)

    @property
    def branches(self) -> tuple[NodeRow, ...]:
        """The inner nodes directly below."""
        return tuple(child for child in self.children if child.indicator is None)


@dataclass(frozen=True)
class NamedRow:
    """A stage or an aspect."""

    code: str
    title: str
    definition: str
    led_by: str = ""
    inclusion: str = ""


@dataclass(frozen=True)
class RuleRow:
    """A rule with its title, in words and in formula."""

    title: str
    in_words: str
    rule: str
    about: str = ""
    is_error: bool = False
    missing_fails: bool = False


@dataclass(frozen=True)
class CapRow:
    """A red line."""

    node: str
    at: float
    rule: RuleRow


@dataclass(frozen=True)
class GateRow:
    """What leads from one stage to the next."""

    from_stage: str
    to_stage: str
    quarters: str
    rules: tuple[RuleRow, ...]


@dataclass(frozen=True)
class BandRow:
    """A band of scores; `end` is where the next one starts."""

    code: str
    title: str
    start: float
    end: float


@dataclass(frozen=True)
class FrameworkDetail:
    """Everything on the page."""

    index: NodeRow | None
    goals: tuple[NodeRow, ...]
    stages: tuple[NamedRow, ...]
    aspects: tuple[NamedRow, ...]
    items: tuple[MeasureRow, ...]
    caps: tuple[CapRow, ...]
    gates: tuple[GateRow, ...]
    checks: tuple[RuleRow, ...]
    bands: tuple[BandRow, ...]
    carry: tuple[tuple[str, int], ...]
    minimum_completeness: float
    counts: tuple[tuple[str, int], ...]


def framework_detail(file: FrameworkFile) -> FrameworkDetail:
    """Return what the page shows of a framework, in the reader's language."""
    writer = _Writer(file)
    tops = [writer.node(node) for node in file.nodes if not node.parent]
    index = tops[0] if tops[0].kind == NodeKind.INDEX else None
    return FrameworkDetail(
        index=index,
        goals=index.children if index else tuple(tops),
        stages=tuple(_named(stage) for stage in file.stages),
        aspects=tuple(_named(aspect) for aspect in file.aspects),
        items=tuple(writer.measure(item) for item in file.items),
        caps=tuple(writer.caps()),
        gates=tuple(writer.gates()),
        checks=tuple(writer.checks()),
        bands=tuple(_bands(file)),
        carry=tuple((str(Frequency(every).label), n) for every, n in file.missing.carry.items()),
        minimum_completeness=file.missing.minimum_completeness * 100,
        counts=tuple(_counts(file)),
    )


class _Writer:
    """Turns the parts of one file into rows."""

    def __init__(self, file: FrameworkFile) -> None:
        self.file = file
        self.speaker = Speaker(file)
        self.units = file.unit_titles(self.speaker.language)
        self.aspects = {one.code: in_language(dict(one.title)) for one in file.aspects}
        tree = build_tree(file.spec.nodes)
        codes = [node.code for node in file.nodes]
        self.shares = {
            codes[child]: share
            for children, shares in zip(tree.children, tree.shares, strict=True)
            for child, share in zip(children, shares, strict=True)
        }

    def node(self, part: NodePart, share_above: float = 100.0) -> NodeRow:
        """Return a node with all below it; shares are counted down from the goal."""
        share = self.shares.get(part.code, 1.0)
        is_top = part.kind in {NodeKind.INDEX, NodeKind.GOAL}
        share_of_goal = 100.0 if is_top else share_above * share
        return NodeRow(
            code=part.code,
            kind=part.kind,
            kind_title=str(NodeKind(part.kind).label),
            title=in_language(dict(part.title)),
            definition=in_language(dict(part.definition)),
            main_category=in_language(dict(part.main_category)),
            aggregation=str(AGGREGATIONS[part.aggregation or self.file.aggregation]),
            stage=part.stage,
            aspect=self.aspects.get(part.aspect, ""),
            paper=part.paper,
            weight=part.weight,
            share=share * 100,
            share_of_goal=share_of_goal,
            indicator=self.indicator(part.indicator) if part.indicator else None,
            children=tuple(
                self.node(child, share_of_goal) for child in self.file.children_of(part.code)
            ),
        )

    def measure(self, part: ItemPart | IndicatorPart) -> MeasureRow:
        return MeasureRow(
            code=part.code,
            title=in_language(dict(part.title)),
            definition=in_language(dict(part.definition)),
            unit=self.units[part.code],
            every=str(Frequency(part.every).label),
            over=str(Over(part.over).label),
            used_by=tuple(
                self.speaker.titles[code]
                for code, names in self.file.formula_names.items()
                if part.code in names
            ),
        )

    def indicator(self, part: IndicatorPart) -> IndicatorRow:
        return IndicatorRow(
            measure=self.measure(part),
            source=str(SOURCES[part.by]),
            register=in_language(dict(part.register)),
            formula=part.formula,
            formula_in_words=self.speaker.rule(part.formula) if part.formula else "",
            score=self.speaker.score(part.score, part.code),
            basis=str(BASES[part.basis]),
            note=in_language(dict(part.note)),
            evidence=in_language(dict(part.evidence)),
            empty_not_applicable=part.empty_not_applicable,
        )

    def caps(self) -> Iterator[CapRow]:
        for cap in self.file.caps:
            title = in_language(dict(cap.title))
            rule = RuleRow(title, self.speaker.rule(cap.when), cap.when)
            yield CapRow(node=self.speaker.titles[cap.node], at=cap.at, rule=rule)

    def gates(self) -> Iterator[GateRow]:
        for gate in self.file.gates:
            yield GateRow(
                from_stage=gate.from_stage,
                to_stage=gate.to_stage,
                quarters=quarters_in_words(gate.quarters),
                rules=tuple(
                    RuleRow(in_language(dict(one.title)), self.speaker.rule(one.rule), one.rule)
                    for one in gate.rules
                ),
            )

    def checks(self) -> Iterator[RuleRow]:
        for check in self.file.checks:
            yield RuleRow(
                title=in_language(dict(check.fails_as)),
                in_words=self.speaker.rule(check.rule),
                rule=check.rule,
                about=str(CheckLevel(check.level).label),
                is_error=check.level == CheckLevel.ERROR,
                missing_fails=check.missing_fails,
            )


def _named(part: StagePart | AspectPart) -> NamedRow:
    row = NamedRow(
        code=part.code,
        title=in_language(dict(part.title)),
        definition=in_language(dict(part.definition)),
    )
    if isinstance(part, AspectPart):
        return row
    led_by, inclusion = in_language(dict(part.led_by)), in_language(dict(part.inclusion))
    return replace(row, led_by=led_by, inclusion=inclusion)


def _bands(file: FrameworkFile) -> Iterator[BandRow]:
    ends = [*(band.start for band in file.bands[1:]), 100.0]
    for band, end in zip(file.bands, ends, strict=True):
        yield BandRow(band.code, in_language(dict(band.title)), band.start, end)


def _counts(file: FrameworkFile) -> Iterator[tuple[str, int]]:
    """Yield how many of each kind there are, leaving out kinds that the framework does not use."""
    names = {
        NodeKind.GOAL: _("Goals"),
        NodeKind.CATEGORY: _("Categories"),
        NodeKind.CONCEPT: _("Concepts"),
        NodeKind.INDICATOR: _("Indicators"),
    }
    for kind, name in names.items():
        count = sum(node.kind == kind for node in file.nodes)
        if count:
            yield str(name), count
    if file.items:
        yield str(_("Items")), len(file.items)
