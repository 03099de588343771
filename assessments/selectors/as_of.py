"""What was known at the end of a day: scores, gate readings and scored quarters as they then stood.

    moment = moment_of(request.GET.get("as_of", ""))    # None: now; RuleBroken for a bad or future day
    asked = as_of_asked(text)                            # for pages: asked.moment, asked.error beside the field
    known_scores(moment).filter(park__in=…)              # current rows where moment is None
    known_readings(moment), known_steps(moment)

Observations have the same pair: `Observation.objects.known_at(moment)` and `.current()`.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from accounts.selectors.as_of import NOW, AsOf, as_of_asked, end_of, moment_of
from assessments.models import GateReading, Score
from assessments.models.gates import GateReadingQuerySet
from assessments.models.scores import ScoreQuerySet
from governance.models import PathStep
from governance.models.path import PathStepQuerySet

__all__ = [
    "NOW",
    "AsOf",
    "as_of_asked",
    "end_of",
    "known_readings",
    "known_scores",
    "known_steps",
    "moment_of",
]


def known_scores(moment: datetime | None) -> ScoreQuerySet:
    """Return the scores that stood at a moment; those that stand now without one."""
    scores: ScoreQuerySet = Score.objects.all()
    return scores.known_at(moment) if moment else scores.current()


def known_readings(moment: datetime | None) -> GateReadingQuerySet:
    """Return the gate readings that stood at a moment; those that stand now without one."""
    readings: GateReadingQuerySet = GateReading.objects.all()
    return readings.known_at(moment) if moment else readings.current()


def known_steps(moment: datetime | None) -> PathStepQuerySet:
    """Return the path steps that were decided and not yet revoked at a moment; those in force without one."""
    steps: PathStepQuerySet = PathStep.objects.all()
    if moment is None:
        return steps.in_force()
    unrevoked = Q(revoked_at__isnull=True) | Q(revoked_at__gt=moment)
    return steps.filter(unrevoked, decided_at__lte=moment)
