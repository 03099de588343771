"""Who may see, write, file and judge stage reports. Each rule is a filter on StageReport unless it says otherwise."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from governance.choices import ReportStatus
from governance.models import EntryChange, ReportStep
from parks.choices import Role
from parks.models import Park
from parks.permissions import parks_of

COMMITTEE = (Role.EDITOR, Role.LEAD)
JUDGES = (Role.REVIEWER, Role.AUTHORITY)


def may_view_report(user: User) -> Q:
    """The committee and its reviewers see every revision, everybody else with a role the accepted ones."""
    return Q(park__in=parks_of(user, *COMMITTEE, *JUDGES)) | Q(
        status=ReportStatus.ACCEPTED, park__in=parks_of(user)
    )


def may_view_drafts(user: User) -> Q:
    """The committee and its reviewers see what is not accepted yet, and who did what to it. On Park."""
    return Q(pk__in=parks_of(user, *COMMITTEE, *JUDGES))


def may_view_report_step(user: User) -> Q:
    """Who sees the drafts of a park sees every step of its reports, others with a role the acceptances. On ReportStep."""
    return Q(report__park__in=parks_of(user, *COMMITTEE, *JUDGES)) | Q(
        step="accept", report__status=ReportStatus.ACCEPTED, report__park__in=parks_of(user)
    )


def may_edit_report(user: User) -> Q:
    """Editors and leads of the committee fill in its drafts."""
    return Q(status=ReportStatus.DRAFT, park__in=parks_of(user, *COMMITTEE))


def may_submit_report(user: User) -> Q:
    """The lead answers for the report: submits it and takes it back."""
    return Q(park__in=parks_of(user, Role.LEAD))


def may_review_report(user: User) -> Q:
    """Reviewers of the park's region judge its reports, but never one in which they wrote or submitted anything."""
    return Q(park__in=parks_of(user, *JUDGES)) & ~written_or_submitted_by(user)


def may_reopen_report(user: User) -> Q:
    """An authority reopens accepted reports."""
    return Q(park__in=parks_of(user, Role.AUTHORITY))


def may_enter_stage(user: User) -> Q:
    """An authority decides at which stage a park joins the path. On Park."""
    return Q(pk__in=parks_of(user, Role.AUTHORITY))


def may_decide_gate(user: User) -> Q:
    """An authority decides on the gates of parks in whose reports they never wrote or submitted anything. On Park."""
    return Q(pk__in=parks_of(user, Role.AUTHORITY)) & ~filed_by(user)


def may_view_decision(user: User) -> Q:
    """Decisions are facts: whoever holds a role in the park sees them. On GateDecision."""
    return Q(park__in=parks_of(user))


def may_revoke_decision(user: User) -> Q:
    """Whoever may decide on a gate may take such a decision back. On GateDecision."""
    return Q(park__in=Park.objects.filter(may_decide_gate(user)).order_by().values("pk"))


def filed_by(user: User) -> Q:
    """Parks in any report of which `user` wrote a value or which they submitted. On Park."""
    wrote = EntryChange.objects.filter(by=user, entry__report__park=OuterRef("pk"))
    submitted = ReportStep.objects.filter(by=user, step="submit", report__park=OuterRef("pk"))
    return Q(Exists(wrote)) | Q(Exists(submitted))


def written_or_submitted_by(user: User) -> Q:
    """Reports of a park and period in any revision of which `user` wrote a value or which they submitted."""
    same_report = {
        "entry__report__park": OuterRef("park"),
        "entry__report__period": OuterRef("period"),
    }
    wrote = EntryChange.objects.filter(by=user, **same_report)
    submitted = ReportStep.objects.filter(
        by=user, step="submit", report__park=OuterRef("park"), report__period=OuterRef("period")
    )
    return Q(Exists(wrote)) | Q(Exists(submitted))
