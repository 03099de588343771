"""What the registers of a park tell of its life: milestones reached, meetings held, plans approved, consultations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from accounts import clock
from accounts.models import User
from assessments.choices import TimelineKind
from assessments.selectors.timeline_event import Event
from governance.models import Consultation, Meeting, Milestone, Plan
from governance.models.start_of_day import StartOfDay
from parks.models import Park
from parks.models.records import NamedRecord
from parks.permissions import may_view_records


@dataclass(frozen=True)
class RecordSource:
    """Records of a register that are an event on one of their days."""

    source: str
    kind: TimelineKind
    model: type[NamedRecord]
    register: str
    day: str
    sentence: Promise

    def rows(self) -> QuerySet[Any]:
        """The records with `happened_at`, the moment at which their day begins where the installation is."""
        rows: QuerySet[Any] = self.model.objects.current().annotate(
            happened_at=StartOfDay(self.day)
        )
        return rows

    def rows_of(self, park: Park, user: User, moment: datetime | None) -> QuerySet[Any]:
        """Those of a park whose day has come, for who may see its registers; up to a moment those known by then."""
        seen = Park.objects.filter(may_view_records(user), pk=park.pk)
        come = self.rows().filter(park__in=seen, **{f"{self.day}__lte": clock.today()})
        return come.filter(recorded_at__lte=moment) if moment else come

    def tell(self, record: Any) -> Event:
        """Tell one of the rows as an event."""
        day: date = getattr(record, self.day)
        return Event(
            kind=self.kind,
            what=self.source,
            at=record.happened_at,
            by="",
            sentence=str(self.sentence) % {"name": record.name},
            register=self.register,
            record=record.pk,
            day=day,
        )


RECORD_SOURCES: Final = (
    RecordSource(
        source="milestone",
        kind=TimelineKind.MILESTONE,
        model=Milestone,
        register="milestones",
        day="reached_on",
        sentence=gettext_lazy("The milestone %(name)s was reached."),
    ),
    RecordSource(
        source="meeting",
        kind=TimelineKind.MEETING,
        model=Meeting,
        register="meetings",
        day="held_on",
        sentence=gettext_lazy("The meeting %(name)s was held."),
    ),
    RecordSource(
        source="plan",
        kind=TimelineKind.PLAN,
        model=Plan,
        register="plans",
        day="approved_on",
        sentence=gettext_lazy("The plan %(name)s was approved."),
    ),
    RecordSource(
        source="consultation_open",
        kind=TimelineKind.CONSULTATION,
        model=Consultation,
        register="consultations",
        day="published_on",
        sentence=gettext_lazy("The consultation %(name)s was published."),
    ),
    RecordSource(
        source="consultation_close",
        kind=TimelineKind.CONSULTATION,
        model=Consultation,
        register="consultations",
        day="closed_on",
        sentence=gettext_lazy("The consultation %(name)s closed."),
    ),
)
