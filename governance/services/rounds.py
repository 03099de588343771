"""Supervision rounds: opened for a region and an ended quarter, drawn by a seed, checked item by item, closed."""

from __future__ import annotations

import secrets

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import audit, clock
from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import User
from governance.models import Sampled, SupervisionRound
from governance.permissions import may_keep_round, may_open_round, may_view_round
from governance.selectors.sampling import draw, population_of
from parks.choices import Frequency
from parks.models import Period, Region
from parks.permissions import Rule

MOST_DRAWN = 500
LARGEST_SEED = 2**32
LONGEST_TEXT = 20_000


@transaction.atomic
def open_round(
    region: Region,
    period: Period,
    *,
    reports_asked: int,
    evidence_asked: int,
    by: User,
    seed: int | None = None,
) -> SupervisionRound:
    """Open the one round of a region and an ended quarter; without a seed one is drawn that nobody has chosen."""
    region = Region.objects.select_for_update().get(pk=region.pk)
    if not Region.objects.filter(may_open_round(by), pk=region.pk).exists():
        raise PermissionDenied(_("Only an authority of the region opens its supervision rounds."))
    _require_quarter(period)
    _require_size(reports_asked, evidence_asked)
    if SupervisionRound.objects.filter(region=region, period=period).exists():
        message = _("This region has a supervision round of this quarter already.")
        raise NoLongerPossible("round_exists", message)
    supervision = SupervisionRound.objects.create(
        region=region,
        period=period,
        seed=secrets.randbelow(LARGEST_SEED) if seed is None else seed,
        reports_asked=reports_asked,
        evidence_asked=evidence_asked,
        opened_at=clock.now(),
        opened_by=by,
    )
    audit.record("round.open", by=by, on=supervision, seed=supervision.seed)
    return supervision


@transaction.atomic
def draw_sample(supervision: SupervisionRound, *, by: User) -> SupervisionRound:
    """Draw the sample, once; from now on its items are checked."""
    supervision = _lock(supervision, may_keep_round, by=by)
    if supervision.drawn_at is not None:
        raise NoLongerPossible("sample_drawn", _("The sample of this round is drawn already."))
    now = clock.now()
    population = population_of(supervision, now)
    if not population.reports:
        message = _("No report of this quarter is accepted yet, so there is nothing to draw from.")
        raise RuleBroken("nothing_to_draw", message)
    Sampled.objects.bulk_create(
        Sampled(round=supervision, position=number, report_id=report, evidence_id=evidence)
        for number, (report, evidence) in enumerate(draw(supervision, population), start=1)
    )
    supervision.drawn_at = now
    supervision.save(update_fields=["drawn_at"])
    drawn_from = {"reports": len(population.reports), "evidence": len(population.evidence)}
    audit.record("round.draw", by=by, on=supervision, **drawn_from)
    return supervision


@transaction.atomic
def check_item(item: Sampled, *, remark: str, by: User) -> Sampled:
    """Mark an item of the sample as looked at, with what was seen; looking again replaces the remark."""
    supervision = _lock(item.round, may_view_round, by=by)
    item = Sampled.objects.select_for_update().get(pk=item.pk)
    item.remark = _text(remark, _("Say what you have seen."))
    item.checked_at, item.checked_by = clock.now(), by
    item.save(update_fields=["remark", "checked_at", "checked_by"])
    details = {"position": item.position, "text": item.remark}
    audit.record("round.check", by=by, on=supervision, **details)
    return item


@transaction.atomic
def close_round(supervision: SupervisionRound, *, summary: str, by: User) -> SupervisionRound:
    """Close a round of which every item is checked, with what it has shown."""
    supervision = _lock(supervision, may_keep_round, by=by)
    if supervision.drawn_at is None:
        raise RuleBroken("sample_not_drawn", _("The sample of this round is not drawn yet."))
    unchecked = supervision.sample.filter(checked_at__isnull=True).count()
    if unchecked:
        message = ngettext(
            "%(count)s item of the sample is not checked yet.",
            "%(count)s items of the sample are not checked yet.",
            unchecked,
        )
        raise RuleBroken("sample_unchecked", message % {"count": unchecked})
    supervision.summary = _text(summary, _("Write what the round has shown."))
    supervision.closed_at, supervision.closed_by = clock.now(), by
    supervision.save(update_fields=["summary", "closed_at", "closed_by"])
    audit.record("round.close", by=by, on=supervision, text=supervision.summary)
    return supervision


def _lock(supervision: SupervisionRound, who: Rule, *, by: User) -> SupervisionRound:
    """Lock a round that is still going on, for who may act on it."""
    locked = (
        SupervisionRound.objects.select_for_update(of=("self",))
        .select_related("region", "period")
        .get(pk=supervision.pk)
    )
    if not SupervisionRound.objects.filter(who(by), pk=locked.pk).exists():
        raise PermissionDenied(_("Only an authority of the region draws and closes its rounds."))
    if locked.closed_at is not None:
        raise NoLongerPossible("round_closed", _("This supervision round is closed."))
    return locked


def _require_quarter(period: Period) -> None:
    if period.every != Frequency.QUARTER or period.ends_on >= clock.today():
        message = _("A supervision round is opened for a quarter that has ended.")
        raise RuleBroken("quarter_not_ended", message)


def _require_size(reports: int, evidence: int) -> None:
    if not (1 <= reports <= MOST_DRAWN and 0 <= evidence <= MOST_DRAWN):
        message = _("A sample has 1 to %(most)s reports and at most %(most)s pieces of evidence.")
        raise RuleBroken("sample_size", message % {"most": MOST_DRAWN})


def _text(text: str, missing: str) -> str:
    text = text.strip()
    if not text:
        raise RuleBroken("text_missing", missing)
    if len(text) > LONGEST_TEXT:
        message = _("A text has at most %(most)s characters.") % {"most": LONGEST_TEXT}
        raise RuleBroken("text_too_long", message)
    return text
