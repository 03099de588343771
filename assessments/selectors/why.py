"""Collects what the page "why this score" shows: from the whole down to rule, value, report, people and evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from assessments.choices import NodeKind, NullReason
from assessments.engine_words import remark_by_code, sentence_of
from assessments.framework_file import NodePart
from assessments.models import Score, StandingQuarter
from assessments.selectors.arithmetic import Line, cap_words, lines_of
from assessments.selectors.as_of import known_scores
from assessments.selectors.explaining import Explained, explained
from assessments.selectors.framework_words import Speaker
from assessments.selectors.inputs import Known
from assessments.selectors.sources import Source, SourceGroup, grouped, sources_of
from engine.errors import Problem
from engine.explain import LeafStep, NodeStep, Share
from governance.choices import ReportStatus
from governance.models import StageReport
from parks.choices import MissingReason
from parks.models import Park
from parks.models.naming import in_language

QUARTERS_BEFORE = 8
WHOLE = {"top", "own"}


@dataclass(frozen=True)
class BarRow:
    """One row of the waterfall and of its table: `points` of the top, standing from `start` on."""

    name: str
    points: float
    start: float
    kind: str

    @property
    def is_whole(self) -> bool:
        return self.kind in {"sum", "end"}

    @property
    def signed(self) -> float:
        return -self.points if self.kind == "take" else self.points


@dataclass(frozen=True)
class ChildRow:
    """One child of the node."""

    part: NodePart
    share: Share
    title: str

    @property
    def reason(self) -> str:
        return reason_in_words(self.share.reason)


@dataclass(frozen=True)
class GapRow:
    """An indicator below the node that has no value, or one of an earlier period."""

    code: str
    title: str
    state: str
    is_carried: bool


@dataclass(frozen=True)
class CapRow:
    """A cap of the node, and what came of it."""

    words: str
    at: float
    holds: bool | None
    lowered: bool
    missing: tuple[str, ...]


@dataclass(frozen=True)
class BeforeRow:
    """The same score in a quarter."""

    score: Score
    state: str
    report_period: str
    report_revision: int


@dataclass(frozen=True)
class Why:
    """Everything about one score."""

    explained: Explained
    score: Score
    part: NodePart
    title: str
    crumbs: tuple[tuple[str, str], ...]
    bars: tuple[BarRow, ...]
    top_title: str
    points: float | None
    lines: tuple[Line, ...]
    children: tuple[ChildRow, ...]
    caps: tuple[CapRow, ...]
    gaps: tuple[GapRow, ...]
    groups: tuple[SourceGroup, ...]
    before: tuple[BeforeRow, ...]
    rule: str
    formula: str
    unit: str
    band: str
    band_title: str
    notices: tuple[str, ...]
    problems: tuple[str, ...]

    @property
    def standing(self) -> StandingQuarter:
        return self.explained.standing

    @property
    def has_hashes(self) -> bool:
        """Whether the stored hashes are of this very scoring; of an earlier one only the scores are kept."""
        return "result_hash" in self.standing.manifest

    @property
    def is_verified(self) -> bool:
        """Whether scoring again gives what is stored: the hash, or for an earlier day the score that stood."""
        return self.explained.is_verified if self.has_hashes else self.is_same

    @property
    def is_same(self) -> bool:
        """Whether the score computed again is the one that stood."""
        return bool(self.explained.step.score == self.score.value)

    @property
    def has_evidence(self) -> bool:
        return any(group.evidence for group in self.groups)

    @property
    def definition(self) -> str:
        return in_language(dict(self.part.definition))

    @property
    def basis(self) -> str:
        """How well the bounds of an indicator stand, and what was noted about them."""
        indicator = self.part.indicator
        return in_language(dict(indicator.note)) if indicator else ""

    @property
    def top_score(self) -> float | None:
        return self.explained.explanation.steps[0].score

    @property
    def weight_percent(self) -> float:
        """The node's share of the top's weight, in per cent."""
        return 100 * self.explained.top_share

    @property
    def most_points(self) -> float:
        return self.weight_percent

    @property
    def chart(self) -> dict[str, Any]:
        """The waterfall as js/charts.js draws it."""
        rows = [
            {"name": one.name, "v": one.points, "from": one.start, "kind": one.kind}
            for one in self.bars
        ]
        return {"rows": rows, "digits": 2}


def why(standing: StandingQuarter, score: Score, moment: datetime | None = None) -> Why:
    """Explain a score (as it stood at a moment) of a quarter that has been scored. `score` comes with its node."""
    found = explained(standing, score.node.code)
    writer = _Writer(found)
    band = found.file.spec.band_of(score.value) if score.value is not None else ""
    path = found.explanation.path
    return Why(
        explained=found,
        score=score,
        part=found.part,
        title=writer.title(found.node),
        crumbs=tuple((one, writer.title(one)) for one in writer.above()),
        bars=tuple(writer.bars()),
        top_title=writer.title(path[0]),
        points=None if score.value is None else found.top_share * score.value,
        lines=tuple(lines_of(found)),
        children=tuple(writer.children()),
        caps=tuple(writer.caps()),
        gaps=tuple(writer.gaps()),
        groups=tuple(grouped(writer.sources())),
        before=tuple(_before(standing.park, score, moment)),
        rule=writer.rule(),
        formula=found.part.indicator.formula if found.part.indicator else "",
        unit=writer.speaker.units.get(found.node, ""),
        band=band,
        band_title=writer.band_title(band),
        notices=tuple(writer.notices()),
        problems=tuple(problems_in_words(standing)),
    )


def reason_in_words(code: str) -> str:
    """Say why there is no score, given the engine's or the stored word."""
    code = {"requires_all": NullReason.NOT_ALL_GOALS}.get(code, code)
    return str(NullReason(code).label) if code else ""


def problems_in_words(standing: StandingQuarter) -> Iterator[str]:
    """Say what kept the engine from scoring a stale quarter."""
    for one in standing.problems:
        problem = Problem(
            one["code"], one["message"], one["place"], one["value"] or None, one["rule"]
        )
        yield sentence_of(problem)


class _Writer:
    def __init__(self, found: Explained) -> None:
        self.found = found
        self.file = found.file
        self.speaker = Speaker(found.file)

    def title(self, code: str) -> str:
        return self.speaker.titles[code]

    def above(self) -> list[str]:
        return [part.code for part in self.file.above(self.found.node)][::-1]

    def bars(self) -> Iterator[BarRow]:
        """Yield the waterfall with the sum that remains after each level; nothing where the node is the top itself."""
        path = self.found.explanation.path
        if len(path) == 1:
            return
        running, level = 0.0, 0
        parents = {part.code: part.parent for part in self.file.nodes}
        for bar in self.found.bars:
            owner = bar.code if bar.kind == "cap" else parents[bar.code]
            if bar.kind in {"sibling", "cap"} and owner != path[level]:
                level = path.index(owner)
                yield BarRow(self.title(owner), running, 0.0, "sum")
            if bar.kind in WHOLE:
                running = bar.points
                kind = "sum" if bar.kind == "top" else "end"
                yield BarRow(self.title(bar.code), running, 0.0, kind)
            elif bar.kind == "cap":
                name = _("Taken away by a cap: %(name)s") % {"name": self.title(bar.code)}
                yield BarRow(name, bar.points, running, "add")
                running += bar.points
            else:
                running -= bar.points
                yield BarRow(self.title(bar.code), bar.points, running, "take")

    def children(self) -> Iterator[ChildRow]:
        step = self.found.step
        for share in step.shares if isinstance(step, NodeStep) else ():
            yield ChildRow(self.file.nodes_by_code[share.code], share, self.title(share.code))

    def caps(self) -> Iterator[CapRow]:
        for cap in self.found.step.caps:
            lowered = cap.before is not None and cap.after is not None and cap.after < cap.before
            missing = tuple(self.title_of_name(name) for name in cap.missing)
            words = cap_words(self.file, cap, self.speaker)
            yield CapRow(words, cap.at, cap.holds, lowered, missing)

    def title_of_name(self, name: str) -> str:
        code = name.rpartition(".")[2]
        return self.speaker.titles.get(code, code)

    def gaps(self) -> Iterator[GapRow]:
        for leaf in self.found.leaves():
            if leaf.reason == NullReason.NOT_ASKED:
                continue
            state = "" if leaf.state == "ok" else self._gap(leaf)
            if state or leaf.carried:
                state = state or self._carried_from(leaf)
                yield GapRow(leaf.code, self.title(leaf.code), state, leaf.carried)

    def _gap(self, leaf: LeafStep) -> str:
        """Say why an indicator has no value: what was stated last and for when, or that nothing is on record."""
        if leaf.state == "not_applicable":
            return str(NullReason.NOT_APPLICABLE.label)
        last = self.found.standing.period.last_month
        stated = {
            self._stated(one)
            for one in map(self._latest, self.found.columns_of(leaf.code))
            if one is not None and one.missing_reason and last - one.last_month < 12
        }
        return ", ".join(sorted(stated)) if stated else _("No value on record")

    def _latest(self, column: str) -> Known | None:
        return self.found.inputs.latest(self.found.unit, column)

    def _stated(self, known: Known) -> str:
        return _("%(reason)s (%(period)s)") % {
            "reason": MissingReason(known.missing_reason).label,
            "period": known.period_code,
        }

    def _carried_from(self, leaf: LeafStep) -> str:
        used = [
            self.found.used(code)[0]
            for code in self.found.columns_of(leaf.code)
            if self.found.inputs.is_carried(self.found.unit, code) and self.found.used(code)
        ]
        periods = ", ".join(sorted({one.period_code for one in used}))
        return _("Carried from %(periods)s") % {"periods": periods}

    def sources(self) -> list[Source]:
        if self.found.part.indicator is None:
            return []
        columns = self.found.columns_of(self.found.node)
        return sources_of([one for code in columns for one in self.found.used(code)])

    def rule(self) -> str:
        indicator = self.found.part.indicator
        return self.speaker.score(indicator.score, indicator.code) if indicator else ""

    def band_title(self, code: str) -> str:
        found = [in_language(dict(one.title)) for one in self.file.bands if one.code == code]
        return found[0] if found else ""

    def notices(self) -> Iterator[str]:
        for one in self.found.standing.notices:
            if one["place"] == self.found.node:
                yield remark_by_code(one["code"])


def _before(park: Park, score: Score, moment: datetime | None) -> Iterator[BeforeRow]:
    """Yield the same node's scores quarter by quarter, this one first."""
    rows = list(
        known_scores(moment)
        .filter(
            park=park,
            node__code=score.node.code,
            node__version__framework=score.node.version.framework_id,
            period__ends_on__lte=score.period.ends_on,
        )
        .select_related("period", "carried_from", "node")
        .order_by("-period__ends_on")[:QUARTERS_BEFORE]
    )
    reports = StageReport.objects.filter(
        park=park, period__in=[one.period_id for one in rows], status=ReportStatus.ACCEPTED
    ).order_by("revision")
    if moment is not None:
        reports = reports.filter(accepted_at__lte=moment)
    revisions = dict(reports.values_list("period_id", "revision"))
    for one in rows:
        revision = revisions.get(one.period_id, 0)
        yield BeforeRow(one, _state(one, revision), one.period.code, revision)


def _state(score: Score, revision: int) -> str:
    if score.value is None:
        return str(NullReason(score.null_reason).label)
    if score.carried_from is not None:
        return _("Carried from %(periods)s") % {"periods": score.carried_from.code}
    if not revision and score.node.kind != NodeKind.INDICATOR:
        return _("Without a report of its own")
    return _("Accepted")
