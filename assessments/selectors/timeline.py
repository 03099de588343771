"""The life of a park as one list, newest first: reports, decisions on its path, framework versions, policies, records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import clock
from accounts.models import User
from accounts.templatetags.page import period_name
from assessments.choices import TimelineKind
from assessments.models import Assignment
from assessments.selectors.timeline_event import Event
from assessments.selectors.timeline_records import RECORD_SOURCES
from governance.choices import Verdict
from governance.models import GateDecision, PathStep, Policy, ReportStep, StageReport
from governance.permissions import may_view_drafts, may_view_report_step
from governance.selectors.policy_list import covering
from parks.models import Park

PER_PAGE = 25
LATEST = 8
STEP, SUPPLEMENT, ENTRY = "step", "supplement", "entry"
DECISION, REVOCATION, ASSIGNMENT = "decision", "revocation", "assignment"
POLICY = "policy"
KINDS = {
    STEP: TimelineKind.REPORT,
    SUPPLEMENT: TimelineKind.SUPPLEMENT,
    ENTRY: TimelineKind.DECISION,
    DECISION: TimelineKind.DECISION,
    REVOCATION: TimelineKind.DECISION,
    ASSIGNMENT: TimelineKind.FRAMEWORK,
    POLICY: TimelineKind.POLICY,
    **{one.source: one.kind for one in RECORD_SOURCES},
}
STEP_SENTENCES = {
    "submit": gettext_lazy("The report for %(period)s was submitted."),
    "withdraw": gettext_lazy("The report for %(period)s was withdrawn."),
    "open": gettext_lazy("The review of the report for %(period)s began."),
    "return": gettext_lazy("The report for %(period)s was returned."),
    "accept": gettext_lazy("The report for %(period)s was accepted."),
    "reopen": gettext_lazy("The report for %(period)s was reopened."),
}
VERDICT_SENTENCES = {
    Verdict.PASS: gettext_lazy("The gate from %(from)s to %(to)s was passed."),
    Verdict.REFUSE: gettext_lazy("The gate from %(from)s to %(to)s was refused."),
    Verdict.DEFER: gettext_lazy("The decision on the gate from %(from)s to %(to)s was deferred."),
}


@dataclass(frozen=True)
class Timeline:
    """One page of events, and the kinds there are to choose from."""

    page: Page[Any]
    events: tuple[Event, ...]
    kind: str

    @property
    def kinds(self) -> list[tuple[str, str]]:
        return [(str(value), str(label)) for value, label in TimelineKind.choices]


def timeline_page(
    park: Park, user: User, *, kind: str = "", number: str = "1", moment: datetime | None = None
) -> Timeline:
    """Return a page of what the person may see of a park's life, up to a moment."""
    chosen = kind if kind in TimelineKind.values else ""
    keys = event_keys(park, user, kind=chosen, moment=moment)
    page = Paginator(keys, PER_PAGE).get_page(number)
    return Timeline(page, tuple(events_of(page.object_list)), chosen)


def latest_events(park: Park, user: User, moment: datetime | None = None) -> tuple[Event, ...]:
    """Return the few latest events of a park, for its own page."""
    return tuple(events_of(event_keys(park, user, moment=moment)[:LATEST]))


def event_keys(
    park: Park, user: User, *, kind: str = "", moment: datetime | None = None
) -> QuerySet[Any, tuple[datetime, str, int]]:
    """Return (moment, source, key) of the events that the person may see, the latest first, in one query."""
    sources = [
        _keys(rows, source, field, moment)
        for source, field, rows in _sources(park, user, moment)
        if not kind or KINDS[source] == kind
    ]
    first, *others = sources
    united = first.union(*others, all=True) if others else first
    return united.order_by("-moment", "-source", "-key")


def _keys(
    rows: QuerySet[Any], source: str, field: str, moment: datetime | None
) -> QuerySet[Any, Any]:
    if moment is not None:
        rows = rows.filter(**{f"{field}__lte": moment})
    named = rows.order_by().annotate(
        moment=F(field), source=Value(source, output_field=CharField()), key=F("pk")
    )
    keys: QuerySet[Any, Any] = named.values_list("moment", "source", "key")
    return keys


def _sources(
    park: Park, user: User, moment: datetime | None
) -> Iterator[tuple[str, str, QuerySet[Any]]]:
    """Yield each source of events with the field that says when they happened."""
    steps = ReportStep.objects.filter(may_view_report_step(user), report__park=park)
    yield STEP, "at", steps
    yield SUPPLEMENT, "opened_at", _supplements(park, user)
    yield ENTRY, "decided_at", PathStep.objects.filter(park=park, gate_decision=None)
    decisions = GateDecision.objects.filter(park=park)
    yield DECISION, "decided_at", decisions
    yield REVOCATION, "revoked_at", decisions.filter(revoked_at__isnull=False)
    reaching = Q(park=park) | Q(region__in=_regions_above(park))
    yield ASSIGNMENT, "assigned_at", Assignment.objects.filter(reaching)
    begun = Policy.objects.current().filter(covering(park), in_force_from__lte=clock.today())
    known = begun.filter(recorded_at__lte=moment) if moment else begun
    yield POLICY, "in_force_at", known.with_start()
    for one in RECORD_SOURCES:
        yield one.source, "happened_at", one.rows_of(park, user, moment)


def _supplements(park: Park, user: User) -> QuerySet[StageReport]:
    """Return the revisions that no reopening made: forms that ask what a new stage needs. For who sees drafts."""
    reopened = ReportStep.objects.filter(
        step="reopen",
        report__park=OuterRef("park"),
        report__period=OuterRef("period"),
        report__revision=OuterRef("revision") - 1,
    )
    seen = Park.objects.filter(may_view_drafts(user), pk=park.pk)
    return StageReport.objects.filter(~Exists(reopened), park__in=seen, revision__gt=1)


def _regions_above(park: Park) -> QuerySet[Any]:
    path = park.region.path
    starts = [path[: place + 1] for place, letter in enumerate(path) if letter == "/"]
    return type(park.region).objects.filter(path__in=starts)


def events_of(keys: Iterable[tuple[datetime, str, int]]) -> Iterator[Event]:
    """Yield the events of some keys in their order, in one query for each source among them."""
    keys = list(keys)
    told: dict[tuple[str, int], Event] = {}
    for source, (rows, tell) in _TELLERS.items():
        wanted = [key for _at, name, key in keys if name == source]
        for row in rows().filter(pk__in=wanted) if wanted else ():
            told[source, row.pk] = tell(row)
    for _at, source, key in keys:
        yield told[source, key]


def _of_step(step: ReportStep) -> Event:
    period = step.report.period.code
    sentence = STEP_SENTENCES[step.step] % {"period": period_name(period)}
    return Event(
        kind=TimelineKind.REPORT,
        what=step.step,
        at=step.at,
        by=step.by.name if step.by else "",
        sentence=sentence,
        reason=step.reason,
        period=period,
        revision=step.report.revision,
    )


def _of_supplement(report: StageReport) -> Event:
    period = report.period.code
    text = _("A supplementary form for %(period)s was opened: it asks what the new stage needs.")
    return Event(
        kind=TimelineKind.SUPPLEMENT,
        what=SUPPLEMENT,
        at=report.opened_at,
        by="",
        sentence=text % {"period": period_name(period)},
        reason=report.reopened_for,
        period=period,
        revision=report.revision,
        stage=report.stage,
    )


def _of_entry(step: PathStep) -> Event:
    text = _("The park entered the path at %(stage)s.")
    return Event(
        kind=TimelineKind.DECISION,
        what=ENTRY,
        at=step.decided_at,
        by=step.decided_by.name,
        sentence=text % {"stage": step.get_stage_display()},
        reason=step.reason,
        stage=step.stage,
    )


def _of_decision(decision: GateDecision) -> Event:
    names = {"from": decision.get_from_stage_display(), "to": decision.get_to_stage_display()}
    return Event(
        kind=TimelineKind.DECISION,
        what=decision.verdict,
        at=decision.decided_at,
        by=decision.decided_by.name,
        sentence=VERDICT_SENTENCES[Verdict(decision.verdict)] % names,
        reason=decision.reason,
        decision=decision.pk,
        period=decision.period.code,
        from_stage=decision.from_stage,
        stage=decision.to_stage,
    )


def _of_revocation(decision: GateDecision) -> Event:
    assert decision.revoked_at is not None
    assert decision.revoked_by is not None
    names = {"from": decision.get_from_stage_display(), "to": decision.get_to_stage_display()}
    return Event(
        kind=TimelineKind.DECISION,
        what=REVOCATION,
        at=decision.revoked_at,
        by=decision.revoked_by.name,
        sentence=_("The decision on the gate from %(from)s to %(to)s was revoked.") % names,
        reason=decision.revoke_reason,
        decision=decision.pk,
        period=decision.period.code,
        from_stage=decision.from_stage,
        stage=decision.to_stage,
    )


def _of_assignment(one: Assignment) -> Event:
    text = _("Framework %(version)s applies from %(period)s on.")
    period = one.from_period.code
    return Event(
        kind=TimelineKind.FRAMEWORK,
        what=ASSIGNMENT,
        at=one.assigned_at,
        by=one.assigned_by.name,
        sentence=text % {"version": one.version, "period": period_name(period)},
        period=period,
        version=f"{one.version.framework.code} {one.version.version}",
    )


def _of_policy(policy: Policy) -> Event:
    text = _("The policy %(policy)s came into force.")
    return Event(
        kind=TimelineKind.POLICY,
        what=POLICY,
        at=policy.in_force_at,
        by=policy.issuer,
        sentence=text % {"policy": policy.name},
        policy=policy.code,
        day=policy.in_force_from,
    )


def _decisions() -> QuerySet[GateDecision]:
    return GateDecision.objects.select_related("period", "decided_by", "revoked_by").defer(
        "evaluation"
    )


_TELLERS: dict[str, tuple[Callable[[], QuerySet[Any]], Callable[[Any], Event]]] = {
    STEP: (lambda: ReportStep.objects.select_related("report__period", "by"), _of_step),
    SUPPLEMENT: (lambda: StageReport.objects.select_related("period"), _of_supplement),
    ENTRY: (lambda: PathStep.objects.select_related("decided_by"), _of_entry),
    DECISION: (_decisions, _of_decision),
    REVOCATION: (_decisions, _of_revocation),
    ASSIGNMENT: (
        lambda: Assignment.objects.select_related(
            "version__framework", "from_period", "assigned_by"
        ).defer("version__source"),
        _of_assignment,
    ),
    POLICY: (Policy.objects.with_start, _of_policy),
    **{one.source: (one.rows, one.tell) for one in RECORD_SOURCES},
}
