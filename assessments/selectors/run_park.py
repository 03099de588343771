"""One park in a run beside its standing scores of the same quarter, and why they differ."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from assessments.choices import NodeKind
from assessments.framework_file import FrameworkFile, spec_of
from assessments.models import Run, RunPark, RunRank, RunScore, Score, StandingQuarter
from assessments.selectors.inputs import reach_in_months
from assessments.selectors.weights import weight_groups
from parks.models import Observation
from parks.models.indicators import unit_beside
from parks.models.naming import in_language


@dataclass(frozen=True)
class RunNode:
    """A node's score in the run and its standing one; shares are those of the run's weights and of the version."""

    score: RunScore
    place: int | None
    standing: Score | None
    share: float | None
    version_share: float | None
    unit: str
    band: str
    band_title: str

    @property
    def difference(self) -> float | None:
        """The run's score less the standing one."""
        if self.standing is None or self.standing.value is None or self.score.value is None:
            return None
        return self.score.value - self.standing.value

    @property
    def is_measured(self) -> bool:
        """Whether it has a value of its own."""
        return self.score.node.kind == NodeKind.INDICATOR

    @property
    def is_reweighted(self) -> bool:
        return self.share is not None and self.share != self.version_share


@dataclass(frozen=True)
class ValueChange:
    """A value that the run did not know as it is now on record; either is None where there was or is none."""

    name: str
    period: str
    unit: str
    then: Observation | None
    now: Observation | None


@dataclass(frozen=True)
class RunParkDetail:
    """What the page of one park in a run shows."""

    run_park: RunPark
    standing: StandingQuarter | None
    nodes: tuple[RunNode, ...]
    changes: tuple[ValueChange, ...]

    @property
    def is_other_version(self) -> bool:
        return (
            self.standing is not None and self.standing.version_id != self.run_park.run.version_id
        )

    @property
    def is_other_stage(self) -> bool:
        return self.standing is not None and self.standing.stage != self.run_park.stage

    @property
    def is_reweighted(self) -> bool:
        return any(node.is_reweighted for node in self.nodes)

    @property
    def is_same(self) -> bool:
        """Whether every score that both have is the same, as shown."""
        differences = [node.difference for node in self.nodes]
        return all(abs(one) < 0.05 for one in differences if one is not None)


def run_park(run_park: RunPark) -> RunParkDetail:
    """Collect the tree of a park in a run, beside the standing scores of the run's quarter."""
    run = run_park.run
    standing = (
        StandingQuarter.objects.filter(park=run_park.park, period=run.period)
        .filter(scored_at__isnull=False)
        .select_related("version__framework")
        .first()
    )
    file = spec_of(run.version)
    return RunParkDetail(
        run_park, standing, _nodes(run_park, file), values_changed_since(run_park, file)
    )


def _nodes(run_park: RunPark, file: FrameworkFile) -> tuple[RunNode, ...]:
    run = run_park.run
    now = Score.objects.current().filter(
        park=run_park.park, period=run.period, node__version__framework=run.version.framework_id
    )
    standing = {score.node.code: score for score in now.select_related("node")}
    ranks = RunRank.objects.filter(run=run, park=run_park.park)
    places = dict(ranks.values_list("node_id", "place"))
    shares = _shares(run, file)
    bands = {band.code: in_language(dict(band.title)) for band in file.bands}
    units = {code: unit_beside(file.units.get(one.unit, {})) for code, one in file.measures.items()}
    scores = RunScore.objects.filter(run=run, park=run_park.park).select_related("node")
    found = []
    for score in scores.order_by("node__position"):
        code = score.node.code
        share, version_share = shares.get(code, (None, None))
        band = "" if score.value is None else file.spec.band_of(score.value)
        place = places.get(score.node_id)
        found.append(
            RunNode(
                score, place, standing.get(code), share, version_share,
                units.get(code, ""), band, bands.get(band, ""),
            )
        )  # fmt: skip
    return tuple(found)


def _shares(run: Run, file: FrameworkFile) -> dict[str, tuple[float, float]]:
    weights = run.weights.weights if run.weights else {}
    return {
        row.code: (row.share, row.version_share)
        for group in weight_groups(file, weights)
        for row in group.rows
    }


def values_changed_since(run_park: RunPark, file: FrameworkFile) -> tuple[ValueChange, ...]:
    """Return the values that can act on the quarter and have changed since the run read its inputs."""
    run = run_park.run
    if run.frozen_at is None:
        return ()
    moment, spec = run.frozen_at, file.spec
    first = run.period.last_month - reach_in_months(spec)
    changed = Observation.objects.filter(
        Q(recorded_at__gt=moment) | Q(superseded_at__gt=moment),
        park=run_park.park,
        indicator__code__in=[one.code for one in spec.measured],
        period__ends_on__lte=run.period.ends_on,
    )
    pairs: dict[tuple[int, int], list[Observation]] = {}
    for one in changed.select_related("indicator", "period").order_by(
        "indicator__code", "-period__ends_on", "revision"
    ):
        if one.period.last_month >= first:
            pairs.setdefault((one.indicator_id, one.period_id), []).append(one)
    changes = []
    for revisions in pairs.values():
        then = next((one for one in revisions if one.recorded_at <= moment), None)
        now = next((one for one in revisions if one.superseded_at is None), None)
        known = revisions[0]
        unit = unit_beside(file.units.get(known.indicator.unit, {}))
        changes.append(ValueChange(known.indicator.name, known.period.code, unit, then, now))
    return tuple(changes)
