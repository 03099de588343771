"""Who may see, write, file and judge stage reports, and supervise. Each rule is a filter on StageReport unless it says otherwise."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from governance.choices import FindingStatus, ReportStatus
from governance.models import EntryChange, FindingStep, Policy, ReportStep
from parks.choices import Role
from parks.models import Park, Region
from parks.permissions import may_view_park, parks_of, regions_of

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


# Supervision


def may_view_finding(user: User) -> Q:
    """The committee and its judges see every finding of the park, others with a role the closed ones. On Finding."""
    return Q(park__in=parks_of(user, *COMMITTEE, *JUDGES)) | Q(
        status=FindingStatus.CLOSED, park__in=parks_of(user)
    )


def may_raise_finding(user: User) -> Q:
    """Reviewers and authorities of the region raise findings in its parks. On Park."""
    return Q(pk__in=parks_of(user, *JUDGES))


def may_answer_finding(user: User) -> Q:
    """The lead answers for the park: plans the action and reports the rectification. On Finding."""
    return Q(park__in=parks_of(user, Role.LEAD))


def may_prove_finding(user: User) -> Q:
    """Editors and leads of the committee attach the proof. On Finding."""
    return Q(park__in=parks_of(user, *COMMITTEE))


def may_judge_finding(user: User) -> Q:
    """Whoever may raise a finding judges its rectification, but never one that they reported. On Finding."""
    return Q(park__in=parks_of(user, *JUDGES)) & ~rectified_by(user)


def may_escalate_finding(user: User) -> Q:
    """Reviewers and authorities of the region escalate what is late. On Finding."""
    return Q(park__in=parks_of(user, *JUDGES))


def may_extend_finding(user: User) -> Q:
    """An authority moves the deadline of a finding. On Finding."""
    return Q(park__in=parks_of(user, Role.AUTHORITY))


def rectified_by(user: User) -> Q:
    """Findings whose rectification `user` has ever reported. On Finding."""
    steps = FindingStep.objects.filter(by=user, step="rectify", finding=OuterRef("pk"))
    return Q(Exists(steps))


def may_view_round(user: User) -> Q:
    """Reviewers and authorities over the whole region see its rounds and check what they drew. On SupervisionRound."""
    return Q(region__in=regions_of(user, *JUDGES))


def may_keep_round(user: User) -> Q:
    """Authorities over the whole region draw the sample of a round and close it. On SupervisionRound."""
    return Q(region__in=regions_of(user, Role.AUTHORITY))


def may_open_round(user: User) -> Q:
    """Authorities open rounds in their regions. On Region."""
    return Q(pk__in=regions_of(user, Role.AUTHORITY))


def may_view_notice(user: User) -> Q:
    """The committee and its judges see every notice of the park, others with a role the issued ones. On MonthlyNotice."""
    return Q(park__in=parks_of(user, *COMMITTEE, *JUDGES)) | Q(
        issued_at__isnull=False, park__in=parks_of(user)
    )


def may_issue_notice(user: User) -> Q:
    """Authorities issue the monthly notices of the parks of their region. On Park."""
    return Q(pk__in=parks_of(user, Role.AUTHORITY))


def may_view_policy(user: User) -> Q:
    """Whoever sees a park that a policy covers sees the policy, and so does the authority that keeps it. On Policy."""
    if user.is_administrator:
        return Q()
    seen = Park.objects.filter(may_view_park(user))
    below = seen.filter(region__path__startswith=OuterRef("region__path"))
    names_parks = Policy.parks.through.objects.filter(policy=OuterRef("pk"))
    named = Exists(names_parks.filter(park__in=seen.order_by().values("pk")))
    covers_all_below = Q(Exists(below), region__path__gt="") & ~Q(Exists(names_parks))
    return Q(named) | covers_all_below | may_keep_policy(user)


def may_keep_policy(user: User) -> Q:
    """The authority of a policy's region changes it and strikes it off. On Policy."""
    return Q(region__in=regions_of(user, Role.AUTHORITY))


def may_issue_policies_in(user: User) -> Q:
    """Authorities issue policies for their region and all below it. On Region."""
    return Q(pk__in=regions_of(user, Role.AUTHORITY))


def may_issue_policies(user: User) -> bool:
    """Whoever may issue policies in some region."""
    return Region.objects.filter(may_issue_policies_in(user)).exists()
