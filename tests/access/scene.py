"""The scene of the access tests: one park of the cast and a foreign one, each with a report in every state."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from accounts import clock
from accounts.choices import Event, Scope
from accounts.models import User, WebhookDelivery
from accounts.services.files import store_file
from accounts.services.tokens import create_token
from accounts.services.webhooks import announce, create_webhook
from assessments.models import FrameworkVersion
from assessments.selectors.path_detail import path_detail
from assessments.services.assignments import assign_version
from assessments.services.frameworks import load_framework, publish_version
from assessments.services.gates import decide
from assessments.services.saved_views import save_view
from assessments.services.weights import freeze_weights_set, make_weights_set
from governance.measures import MEASURES
from governance.models import Policy, StageReport
from governance.report_workflow import accept_report, open_review, submit_report
from governance.services.evidence import attach_file
from governance.services.path import enter_stage
from governance.services.policy_import import keep_policy_upload
from governance.services.reports import save_entry, save_narrative
from parks.choices import Role
from parks.measures import PLACE_MEASURES
from parks.models import Grant, Park, Period, RecordEvidence
from parks.services.calendar import set_calendar_days
from parks.services.periods import period_of
from parks.services.register_uploads import keep_upload
from tests.access.records import OF_A_REGISTER, record_addresses
from tests.access.snapshot import Snapshot, snapshot
from tests.access.supervision import NOTIFIED, rounds, supervise
from tests.assessments.gated import GATED
from tests.assessments.runs import make_run
from tests.assessments.small import SMALL
from tests.cast import Cast, make_cast
from tests.factories import grant, make_park, make_user
from tests.governance.policies_for_tests import csv_of, make_policy
from tests.parks.register import csv_file

NOW = datetime(2026, 10, 9, 6, tzinfo=UTC)
DRAFT, SUBMITTED, IN_REVIEW, ACCEPTED = "2026-Q3", "2026-Q2", "2026-08", "2026-Q1"
FINDING, RECTIFIED, CLOSED = "2026-001", "2026-002", "2026-003"
NOBODY = "nobody"
WEBHOOK = "https://example.org/hooks"
UNKNOWN = "NO-SUCH"
UNKNOWN_PK = 999_999
PEOPLE = (
    NOBODY,
    "editor",
    "lead",
    "reviewer",
    "authority",
    "observer",
    "consultant",
    "administrator",
    "stranger",
)
OF_A_PARK = frozenset(
    {
        *OF_A_REGISTER,
        "record_file",
        "record_upload",
        "park",
        "joining",
        "editor",
        "node",
        "draft",
        "submitted",
        "in_review",
        "accepted",
        "entry",
        "reviewed_entry",
        "evidence",
        "decision",
        "policy",
        "policy_file",
        "finding",
        "rectified",
        "closed_finding",
        "proof",
        "notice",
        "measured",
        "drafted",
    }
)


@dataclass(frozen=True)
class Crew:
    """Who files and judges the reports of a place."""

    editor: User
    lead: User
    reviewer: User
    authority: User


@dataclass(frozen=True)
class Place:
    """A park with reports, and one that has yet to enter the path."""

    park: Park
    joining: Park
    evidence: int
    editor_grant: int
    decision: int
    policy: str
    policy_evidence: int
    proof: int
    records: Mapping[str, list[str | int]]

    def arguments(self, at: str, code: str = "") -> list[str | int]:
        """Return what the address of `at` is made of; `code` stands in for that of the park."""
        park = code or self.park.code
        if at in self.records:
            return [park, *self.records[at]]
        places: dict[str, list[str | int]] = {
            "park": [park],
            "joining": [code or self.joining.code],
            "editor": [park, self.editor_grant],
            "node": [park, "positioning"],
            "draft": [park, DRAFT],
            "submitted": [park, SUBMITTED],
            "in_review": [park, IN_REVIEW],
            "accepted": [park, ACCEPTED],
            "entry": [park, DRAFT, "vacancy"],
            "reviewed_entry": [park, IN_REVIEW, "tax"],
            "evidence": [park, DRAFT, self.evidence],
            "decision": [park, self.decision],
            "policy": [code or self.policy],
            "policy_file": [code or self.policy, self.policy_evidence],
            "finding": [park, FINDING],
            "rectified": [park, RECTIFIED],
            "closed_finding": [park, CLOSED],
            "proof": [park, FINDING, self.proof],
            "notice": [park, NOTIFIED],
            "measured": [park, "vacancy", ACCEPTED],
            "drafted": [park, "vacancy", DRAFT],
        }
        return places[at]


@dataclass(frozen=True)
class Scene:
    cast: Cast
    own: Place
    foreign: Place
    sessions: dict[str, str]
    tokens: dict[str, dict[str, str]]
    published: int
    rows: Snapshot
    elsewhere: dict[str, list[Any]]

    def arguments(self, at: str) -> list[Any]:
        """Return what an address is made of, in the cast's own park where it names one."""
        return [] if at == "-" else self.elsewhere.get(at) or self.own.arguments(at)

    def client(self, person: str) -> Client:
        client = Client()
        if person != NOBODY:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[person]
        return client


@contextmanager
def rolled_back() -> Iterator[None]:
    """Leave the database as it was before the block."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def standing_scene() -> Iterator[Scene]:
    """Hold the scene in a transaction that is never committed, on a day in October 2026."""
    with clock.at(NOW), rolled_back():
        scene = make_scene()
        with measured("vacancy"):
            yield scene


@contextmanager
def measured(indicator: str) -> Iterator[None]:
    """Let a register say something of an indicator that the reports of the scene were asked for."""
    MEASURES[indicator] = replace(PLACE_MEASURES["barrier_free_share"], indicator=indicator)
    yield
    del MEASURES[indicator]


def make_scene() -> Scene:
    cast = make_cast()
    foreign = Crew(
        editor=make_user("Outside editor"),
        lead=cast.stranger,
        reviewer=make_user("Outside reviewer"),
        authority=make_user("Outside authority"),
    )
    own = Crew(cast.editor, cast.lead, cast.reviewer, cast.authority)
    version = publish_version(load_framework(GATED, by=cast.administrator), by=cast.administrator)
    draft = load_framework(SMALL.replace('version: "1"', 'version: "2"'), by=cast.administrator)
    own_place = make_place(cast, own, version, cast.park, "LH-09")
    foreign_place = make_place(cast, foreign, version, cast.foreign_park, "QN-09")
    people = {name: cast.person(name) for name in PEOPLE if name != NOBODY}
    sessions = {name: _session(user) for name, user in people.items()}
    addresses = elsewhere(
        cast, version, draft
    )  # a link to set a password ends with the next sign-in
    return Scene(
        cast=cast,
        own=own_place,
        foreign=foreign_place,
        sessions=sessions,
        tokens={
            scope: {
                name: create_token(user, name="Program", scope=scope, days=90)[1]
                for name, user in people.items()
            }
            for scope in Scope
        },
        published=version.pk,
        rows=snapshot(),
        elsewhere=addresses,
    )


def make_place(
    cast: Cast, crew: Crew, version: FrameworkVersion, park: Park, joining_code: str
) -> Place:
    joining = make_park(joining_code, park.region, name_en=f"{park.name_en} East")
    grant(crew.reviewer, Role.REVIEWER, park=park)
    grant(crew.authority, Role.AUTHORITY, park=park)
    grant(crew.authority, Role.AUTHORITY, park=joining)
    grant(crew.editor, Role.EDITOR, park=joining)
    grant(crew.lead, Role.LEAD, park=joining)
    if park == cast.park:
        grant(cast.observer, Role.OBSERVER, park=joining)
        editor_grant = Grant.objects.get(user=crew.editor, park=park)
    else:
        editor_grant = grant(crew.editor, Role.EDITOR, park=park)
    for place in (park, joining):
        assign_version(version, park=place, from_period=period_of("2026-Q1"), by=cast.administrator)
    enter_stage(
        park, "t1", entered_on=date(2026, 1, 1), reason="The work begins.", by=crew.authority
    )
    Period.objects.update(locks_on="2030-01-01")
    for period in (ACCEPTED, SUBMITTED, IN_REVIEW, DRAFT):
        fill(StageReport.objects.get(park=park, period__code=period), crew.editor)
    file = ContentFile(b"%PDF-1.4 a survey of the halls", name="survey.pdf")
    draft = StageReport.objects.get(park=park, period__code=DRAFT)
    evidence = attach_file(draft, "vacancy", file, title="Survey of the halls", by=crew.editor)
    for period, steps in {
        ACCEPTED: (submit_report, open_review, accept_report),
        SUBMITTED: (submit_report,),
        IN_REVIEW: (submit_report, open_review),
    }.items():
        for step in steps:
            by = crew.lead if step is submit_report else crew.reviewer
            step(StageReport.objects.get(park=park, period__code=period), by=by)
    decision = decide(
        park,
        verdict="defer",
        reason="Wait for the survey.",
        by=crew.authority,
        seen=path_detail(park, crew.authority).seen,
    )
    policy, policy_file = make_policy_of(park, crew)
    return Place(
        park=park,
        joining=joining,
        evidence=evidence.pk,
        editor_grant=editor_grant.pk,
        decision=decision.pk,
        policy=policy.code,
        policy_evidence=policy_file.pk,
        proof=supervise(park, lead=crew.lead, reviewer=crew.reviewer, authority=crew.authority),
        records=record_addresses(park, by=crew.editor),
    )


def make_policy_of(park: Park, crew: Crew) -> tuple[Policy, RecordEvidence]:
    """Issue a policy for the region of a park, with its text as evidence."""
    policy = make_policy(
        f"{park.code}-P", park.region, by=crew.authority, name_en=f"Rules for {park.name_en}"
    )
    text = ContentFile(b"%PDF-1.4 the text of the policy", name="policy.pdf")
    file = store_file(text, by=crew.authority)
    return policy, RecordEvidence.objects.create(
        register="policies",
        record=policy.pk,
        title="Text",
        file=file,
        added_by=crew.authority,
        added_at=clock.now(),
    )


def fill(report: StageReport, by: User) -> None:
    for entry in report.entries.select_related("indicator"):
        save_entry(
            report,
            entry.indicator.code,
            value=8.0,
            missing_reason="",
            note="As measured.",
            seen_version=entry.version,
            by=by,
        )
    save_narrative(report, text="Two halls were let.", seen_version=1, by=by)


def elsewhere(
    cast: Cast, version: FrameworkVersion, draft: FrameworkVersion
) -> dict[str, list[Any]]:
    """Return the addresses that name no park; a token and a webhook of the lead's, an upload and a view of the authority's."""
    upload, _result = keep_upload(csv_file({}), "register.csv", by=cast.authority)
    policies, _result = keep_policy_upload(csv_of({}), "policies.csv", by=cast.authority)
    token, _key = create_token(cast.lead, name="Program", scope=Scope.READ, days=90)
    webhook, _secret = create_webhook(cast.lead, url=WEBHOOK, events=Event.values)
    announce(Event.RUN_DONE, payload={"resource": "/"}, visible_to=User.objects.all())
    closed = date(2026, 12, 24)
    set_calendar_days(closed, closed, is_working=False, note="Closed.", by=cast.administrator)
    uid = urlsafe_base64_encode(force_bytes(cast.observer.pk))
    return {
        "person": [cast.observer.pk],
        "token": [token.prefix],
        "webhook": [webhook.uuid],
        "delivery": [webhook.uuid, WebhookDelivery.objects.get(webhook=webhook).uuid],
        "mail": [uid, default_token_generator.make_token(cast.observer)],
        "grant": [Grant.objects.get(user=cast.reviewer, region=cast.district).pk],
        "period": [DRAFT],
        "calendar_year": [closed.year],
        "calendar_day": [closed.isoformat()],
        "upload": [str(uuid.UUID(str(upload.pk)))],
        "policy_upload": [str(policies.pk)],
        "indicator": ["vacancy"],
        **runs(cast, version),
        **rounds(cast),
        "view": [save_view("portfolio", {"stage": "t1"}, name="First stage", by=cast.authority).pk],
        "framework": [version.framework.code],
        "version": [version.framework.code, version.version],
        "draft_version": [draft.framework.code, draft.version],
    }


def runs(cast: Cast, version: FrameworkVersion) -> dict[str, list[Any]]:
    """Return the addresses of the consultant's runs, one done and one going on, and of weights sets, used and not."""
    used, own = (
        make_weights_set(version, name=name, weights={"sorting": 2.0}, by=cast.consultant)
        for name in ("Panel", "Draft of a panel")
    )
    freeze_weights_set(used)
    done = make_run(version, [cast.park], by=cast.consultant, period=ACCEPTED, weights=used)
    going = make_run(
        version,
        [cast.park],
        by=cast.consultant,
        period=ACCEPTED,
        status="running",
        finished_at=None,
    )
    return {
        "run": [done.pk],
        "going_run": [going.pk],
        "run_park": [done.pk, cast.park.code],
        "used_weights": [used.pk],
        "own_weights": [own.pk],
    }


def _session(user: User) -> str:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value
