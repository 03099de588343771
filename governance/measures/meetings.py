"""What the register of meetings says of parks: whether partners and departments sit at the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from governance.choices import ActorKind
from governance.models import Meeting
from parks.measures import Counted, Measure
from parks.measures.measure import share, total
from parks.models import Period
from parks.models.records import RecordQuerySet

PARTNERS: Final = (ActorKind.ASSOCIATION, ActorKind.INVESTOR)
"""A chamber of commerce and an industry association are of one kind."""


def read_pilot_meetings(parks: Sequence[int], period: Period) -> Iterator[Counted]:
    """The pilot's meetings held during the period; those that a chamber, an association or an investor attended count.

    0/0: the pilot held no meeting.
    """
    yield from _attended(_held(parks, period).filter(is_pilot=True), PARTNERS)


def read_joint_meetings(parks: Sequence[int], period: Period) -> Iterator[Counted]:
    """The meetings held during the period; those that a government department attended count, however they are called."""
    yield from _attended(_held(parks, period), (ActorKind.DEPARTMENT,))


def _held(parks: Sequence[int], period: Period) -> RecordQuerySet:
    held: RecordQuerySet = Meeting.objects.current().filter(
        park__in=parks, held_on__range=(period.starts_on, period.ends_on)
    )
    return held


def _attended(meetings: RecordQuerySet, kinds: Sequence[str]) -> Iterator[Counted]:
    """Yield each meeting; it counts where an actor of one of the kinds attended it."""
    attended = Meeting.attended_by.through.objects.filter(
        meeting=OuterRef("pk"), actor__kind__in=kinds
    )
    found = meetings.annotate(counts=Exists(attended)).order_by("park", "held_on", "pk")
    for park, key, counts in found.values_list("park", "pk", "counts"):
        yield Counted(park, key, float(counts))


MEETING_MEASURES: Final[dict[str, Measure]] = {
    one.indicator: one
    for one in (
        Measure(
            indicator="pilot_meetings_with_partners",
            register="meetings",
            read=read_pilot_meetings,
            value=share,
            told=_(
                "A chamber, an association or an investor attended %(part)s of %(whole)s meetings of the pilot."
            ),
            nothing=_("The pilot held no meeting in the period."),
        ),
        Measure(
            indicator="joint_meetings",
            register="meetings",
            read=read_joint_meetings,
            value=total,
            told=_("A government department attended %(part)s of %(whole)s meetings of the park."),
            nothing=_("The park held no meeting in the period."),
        ),
    )
}
