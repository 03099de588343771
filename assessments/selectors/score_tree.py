"""The scores of one park in one quarter as a tree, beside those of the quarter before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from assessments.choices import NodeKind
from assessments.framework_file import FrameworkFile, spec_of
from assessments.models import Score, StandingQuarter
from assessments.selectors.as_of import known_scores, known_steps
from assessments.selectors.headlines import headline_quarters, scored_at
from parks.models import Park
from parks.models.indicators import unit_beside
from parks.models.naming import in_language


@dataclass(frozen=True)
class ScoreRow:
    """One node with its score; `share` is its part of the weight in its group."""

    score: Score
    share: float
    change: float | None
    band: str
    band_title: str
    unit: str
    inclusion: str
    children: tuple[ScoreRow, ...] = field(default_factory=tuple)

    @property
    def is_asked(self) -> bool:
        return self.score.null_reason != "not_asked"

    @property
    def is_measured(self) -> bool:
        """Whether it has a value of its own."""
        return self.score.node.kind == NodeKind.INDICATOR

    @property
    def has_range(self) -> bool:
        return self.score.low is not None and self.score.low != self.score.high

    def walk(self) -> Iterator[ScoreRow]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class ScoreTree:
    """The tree of a quarter; `before` is the quarter that changes refer to."""

    standing: StandingQuarter
    tops: tuple[ScoreRow, ...]
    has_before: bool

    @property
    def goals(self) -> tuple[ScoreRow, ...]:
        return tuple(row for row in self.rows if row.score.node.kind == NodeKind.GOAL)

    @property
    def index(self) -> ScoreRow | None:
        return next((row for row in self.rows if row.score.node.kind == NodeKind.INDEX), None)

    @property
    def rows(self) -> tuple[ScoreRow, ...]:
        """All nodes in tree order."""
        return tuple(row for top in self.tops for row in top.walk())


def quarter_of(
    park: Park, code: str = "", moment: datetime | None = None
) -> StandingQuarter | None:
    """Return a scored quarter of a park (at a moment): the one named, else the headline, else the latest."""
    scored = scored_at(moment).filter(park=park)
    scored = scored.select_related("park", "period", "version__framework")
    headline = None if code else headline_quarters([park], moment).get(park.pk)
    if code:
        found = scored.filter(period__code=code).first()
    elif headline is not None:
        found = scored.get(pk=headline.pk)
    else:
        found = scored.order_by("-period__ends_on").first()
    if found is None or found.scored_at is None:
        return None
    if moment is not None and (found.is_stale or found.scored_at > moment):
        return _as_known(found, moment)
    return _as_scored(found) if found.is_stale else found


def _as_known(standing: StandingQuarter, moment: datetime) -> StandingQuarter:
    """Show a quarter that was scored again since then by the version and at the stage of that day.

    The hashes are those of the present scoring, so they are left out; with whom it is compared is not.
    """
    shown = known_scores(moment).filter(park=standing.park_id, period=standing.period_id)
    standing.version = shown.select_related("node__version__framework")[0].node.version
    on_last_day = known_steps(moment).filter(park=standing.park_id).on(standing.period.ends_on)
    step = on_last_day.first() if standing.version.has_stages else None
    standing.stage = step.stage if step else ""
    units = {**standing.manifest.get("units", {}), standing.park.code: standing.stage}
    standing.manifest, standing.notices, standing.problems = {"units": units}, [], []
    standing.scored_at, standing.is_stale = moment, False
    return standing


def _as_scored(standing: StandingQuarter) -> StandingQuarter:
    """Show a stale quarter by the version and at the stage that its scores are of; it may wait for others."""
    shown = Score.objects.current().filter(park=standing.park_id, period=standing.period_id)
    score = shown.select_related("node__version__framework").first()
    if score is not None:
        standing.version = score.node.version
        standing.stage = standing.manifest.get("units", {}).get(standing.park.code, standing.stage)
    return standing


def score_tree(standing: StandingQuarter, moment: datetime | None = None) -> ScoreTree:
    """Return the scores of a quarter (at a moment) as a tree, in two queries."""
    scores = list(
        known_scores(moment)
        .filter(park=standing.park_id, period=standing.period_id)
        .select_related("node", "carried_from", "period")
        .order_by("node__position")
    )
    before = dict(
        known_scores(moment)
        .filter(
            park=standing.park_id,
            period__every=standing.period.every,
            period__ends_on=standing.period.starts_on - timedelta(days=1),
            node__version__framework=standing.version.framework_id,
            value__isnull=False,
        )
        .values_list("node__code", "value")
    )
    builder = _Builder(spec_of(standing.version), scores, before)
    return ScoreTree(standing, tuple(builder.rows(None)), bool(before))


class _Builder:
    """Hangs the rows of a tree up, each below its parent."""

    def __init__(
        self, file: FrameworkFile, scores: Sequence[Score], before: dict[str, float | None]
    ) -> None:
        self.file = file
        self.before = before
        self.below: dict[int | None, list[Score]] = {}
        for score in scores:
            self.below.setdefault(score.node.parent_id, []).append(score)
        self.bands = {band.code: in_language(dict(band.title)) for band in file.bands}
        self.inclusion = {one.code: in_language(dict(one.inclusion)) for one in file.stages}

    def rows(self, parent: int | None) -> Iterator[ScoreRow]:
        group = self.below.get(parent, [])
        whole = sum(score.node.weight for score in group)
        for score in group:
            yield self._row(score, score.node.weight / whole if whole else 0.0)

    def _row(self, score: Score, share: float) -> ScoreRow:
        band = "" if score.value is None else self.file.spec.band_of(score.value)
        measure = self.file.measures.get(score.node.code)
        unit = unit_beside(self.file.units.get(measure.unit, {})) if measure else ""
        is_goal = score.node.kind == NodeKind.GOAL
        return ScoreRow(
            score=score,
            share=share,
            change=_difference(score.value, self.before.get(score.node.code)),
            band=band,
            band_title=self.bands.get(band, ""),
            unit=unit,
            inclusion=self.inclusion.get(score.node.stage, "") if is_goal else "",
            children=tuple(self.rows(score.node_id)),
        )


def _difference(now: float | None, before: float | None) -> float | None:
    return None if now is None or before is None else now - before
