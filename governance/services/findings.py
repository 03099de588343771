"""What a finding says when it is raised, checked; and its number in the park."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts import clock
from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import User
from governance.choices import ReportStatus, Severity
from governance.models import Actor, Finding, Sampled, StageReport, SupervisionRound
from governance.permissions import may_view_round
from parks.models import Park

LONGEST_TITLE = 250
LONGEST_TEXT = 20_000


@dataclass(frozen=True)
class FindingFacts:
    """What is known of a finding when it is raised; `item` is what a round drew and it was seen on."""

    title: str
    severity: str
    due_on: date
    description: str = ""
    raised_on: date | None = None
    responsible: Actor | None = None
    item: Sampled | None = None

    @property
    def day(self) -> date:
        return self.raised_on or clock.today()

    @property
    def round(self) -> SupervisionRound | None:
        return self.item.round if self.item else None

    @property
    def report(self) -> StageReport | None:
        return self.item.report if self.item else None


def require_sound(park: Park, facts: FindingFacts, *, by: User) -> None:
    """Refuse what no finding of the park can say."""
    title = " ".join(facts.title.split())
    if not title:
        raise RuleBroken("title_missing", _("Say in one line what was found."))
    if len(title) > LONGEST_TITLE or len(facts.description) > LONGEST_TEXT:
        raise RuleBroken("text_too_long", _("This text is too long."))
    if facts.severity not in Severity.values:
        raise RuleBroken("severity_unknown", _("Choose how severe the finding is."))
    if facts.day > clock.today():
        raise RuleBroken("day_in_future", _("A finding cannot have been raised after today."))
    if facts.due_on <= facts.day:
        message = _("The deadline lies after the day on which the finding was raised.")
        raise RuleBroken("deadline_order", message)
    if facts.responsible and facts.responsible.park_id != park.pk:
        raise RuleBroken("actor_unknown", _("The park has no such actor."))
    if facts.item:
        _require_drawn(park, facts.item, by=by)


def next_code(park: Park, day: date) -> str:
    """Return the number of the next finding of a year in a park that is locked."""
    of_year = Finding.objects.filter(park=park, code__startswith=f"{day.year}-").count()
    return f"{day.year}-{of_year + 1:03d}"


def require_text(text: str, missing: str) -> str:
    """Return what was written, without the space around it."""
    text = text.strip()
    if not text:
        raise RuleBroken("text_missing", missing)
    if len(text) > LONGEST_TEXT:
        raise RuleBroken("text_too_long", _("This text is too long."))
    return text


def _require_drawn(park: Park, item: Sampled, *, by: User) -> None:
    rounds = SupervisionRound.objects.select_for_update(of=("self",))
    supervision = rounds.filter(may_view_round(by), pk=item.round_id).first()
    is_of_park = item.report.park_id == park.pk and item.report.status == ReportStatus.ACCEPTED
    if supervision is None or not is_of_park:
        message = _("No item of a supervision round that you see is of this park.")
        raise RuleBroken("item_unknown", message)
    if supervision.closed_at is not None:
        raise NoLongerPossible("round_closed", _("This supervision round is closed."))
