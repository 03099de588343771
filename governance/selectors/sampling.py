"""What a supervision round draws from, and what its seed draws from it: the same for whoever draws again.

The population is the newest accepted revisions of the reports of the quarter and its months, in the order of park code,
last day, and first day of the period; and the evidence of these reports, in the order in which it was attached.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Exists, OuterRef, QuerySet

from governance.choices import ReportStatus
from governance.models import Evidence, Sampled, StageReport, SupervisionRound

One = TypeVar("One")
Drawn = tuple[int, int | None]
"""The key of a report, and that of a piece of its evidence where this was drawn."""


@dataclass(frozen=True)
class Population:
    """The keys of the reports, and of the evidence beside those of their reports, in canonical order."""

    reports: Sequence[int]
    evidence: Sequence[Drawn]


def reports_to_draw_from(supervision: SupervisionRound, moment: datetime) -> QuerySet[StageReport]:
    """Return the reports accepted by a moment that no later revision had replaced by then."""
    newer = StageReport.objects.filter(
        park=OuterRef("park"),
        period=OuterRef("period"),
        revision__gt=OuterRef("revision"),
        status=ReportStatus.ACCEPTED,
        accepted_at__lte=moment,
    )
    return StageReport.objects.filter(
        ~Exists(newer),
        status=ReportStatus.ACCEPTED,
        accepted_at__lte=moment,
        park__region__path__startswith=supervision.region.path,
        period__starts_on__gte=supervision.period.starts_on,
        period__ends_on__lte=supervision.period.ends_on,
    )


def population_of(supervision: SupervisionRound, moment: datetime) -> Population:
    """Return what a round draws from at a moment, in two queries; the order is no database's own."""
    reports = reports_to_draw_from(supervision, moment)
    order = ("park__code", "period__ends_on", "period__starts_on", "pk")
    keys = [row[-1] for row in sorted(reports.order_by().values_list(*order))]
    place = {key: number for number, key in enumerate(keys)}
    attached = Evidence.objects.filter(report__in=reports).order_by().values_list("report", "pk")
    evidence = sorted(attached, key=lambda one: (place[one[0]], one[1]))
    return Population(keys, evidence)


def draw(supervision: SupervisionRound, population: Population) -> list[Drawn]:
    """Return what the seed draws: first the reports, then the evidence, from one generator."""
    generator = random.Random(supervision.seed)  # noqa: S311 - to be drawn again, not to be secret
    reports = _drawn_from(generator, population.reports, supervision.reports_asked)
    evidence = _drawn_from(generator, population.evidence, supervision.evidence_asked)
    return [*((report, None) for report in reports), *evidence]


def is_drawn_again(
    supervision: SupervisionRound, population: Population, sample: Sequence[Sampled]
) -> bool:
    """Whether the seed draws the same sample from what there was to draw from."""
    again = draw(supervision, population)
    return again == [(one.report_id, one.evidence_id) for one in sample]


def _drawn_from(generator: random.Random, population: Sequence[One], asked: int) -> list[One]:
    return [
        population[number]
        for number in generator.sample(range(len(population)), min(asked, len(population)))
    ]
