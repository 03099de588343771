"""One supervision round: its sample with what was seen, what it was drawn from, and the findings that came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accounts import clock
from accounts.models import User
from governance.models import Evidence, Finding, Sampled, StageReport, SupervisionRound
from governance.permissions import may_keep_round
from governance.selectors.sampling import is_drawn_again, population_of


@dataclass(frozen=True)
class RoundPage:
    """A round as its page shows it; `is_same` says whether the seed draws the same sample again."""

    round: SupervisionRound
    reports: int
    evidence: int
    sample: Sequence[Sampled]
    findings: Sequence[Finding]
    is_same: bool
    may_keep: bool

    @property
    def unchecked(self) -> int:
        return sum(1 for one in self.sample if one.checked_at is None)


@dataclass(frozen=True)
class Place:
    """What stands at a number of the list that a round draws from; the numbers of each kind begin with 0."""

    number: int
    report: StageReport
    evidence: Evidence | None = None


def round_page(supervision: SupervisionRound, user: User) -> RoundPage:
    """Collect the page of a round, in a constant number of queries."""
    population = population_of(supervision, supervision.drawn_at or clock.now())
    sample = sample_of(supervision)
    findings = supervision.findings.select_related("park", "report__period").order_by("park__code")
    keeps = SupervisionRound.objects.filter(may_keep_round(user), pk=supervision.pk).exists()
    return RoundPage(
        round=supervision,
        reports=len(population.reports),
        evidence=len(population.evidence),
        sample=sample,
        findings=list(findings),
        is_same=is_drawn_again(supervision, population, sample),
        may_keep=keeps and supervision.closed_at is None,
    )


def sample_of(supervision: SupervisionRound) -> Sequence[Sampled]:
    """Return what a round has drawn, in the order of the draw."""
    return list(
        supervision.sample.select_related(
            "report__park", "report__period", "evidence__indicator", "evidence__file", "checked_by"
        )
    )


def places_of(supervision: SupervisionRound) -> list[Place]:
    """Return all that a round draws from, by number: the reports, then the evidence."""
    population = population_of(supervision, supervision.drawn_at or clock.now())
    reports = StageReport.objects.select_related("park", "period").in_bulk(population.reports)
    keys = [key for _report, key in population.evidence if key is not None]
    evidence = Evidence.objects.select_related("indicator").in_bulk(keys)
    return [
        *(Place(number, reports[key]) for number, key in enumerate(population.reports)),
        *(
            Place(number, reports[report], evidence[key])
            for number, (report, key) in enumerate(population.evidence)
            if key is not None
        ),
    ]
