"""What tests of supervision start from: a day in October, findings at every status, a region with accepted reports."""

from datetime import UTC, date, datetime, timedelta

from accounts import clock
from governance import finding_workflow as workflow
from governance.models import Finding, StageReport
from governance.services.evidence import attach_link
from governance.services.findings import FindingFacts
from governance.services.proof import Proof
from governance.services.rounds import draw_sample, open_round
from parks.choices import Role
from tests.factories import grant, make_park, make_period
from tests.governance.forms_for_tests import accept_filled

OCTOBER = datetime(2026, 10, 9, 6, tzinfo=UTC)
TODAY = date(2026, 10, 9)
LINK = Proof(url="https://example.org/rails", title="Photo of the rails")


def in_october():
    return clock.at(OCTOBER)


def on_day(day):
    """Let it be noon of a day."""
    return clock.at(datetime(day.year, day.month, day.day, 4, tzinfo=UTC))


def raised(cast, *, park=None, by=None, day=date(2026, 9, 1), days=60, **facts) -> Finding:
    """Raise a finding on a day, due so many days later; it was entered on that day, too."""
    told = {"title": "The loading ramp has no rail", "severity": "major", **facts}
    with on_day(day):
        finding = FindingFacts(due_on=day + timedelta(days=days), **told)
        return workflow.raise_finding(park or cast.park, finding, by=by or cast.reviewer)


def planned(cast, **facts) -> Finding:
    finding = raised(cast, **facts)
    return workflow.plan_action(
        finding, action="Rails are ordered.", action_on=date(2026, 10, 20), by=cast.lead
    )


def rectified(cast, **facts) -> Finding:
    return workflow.rectify_finding(
        raised(cast, **facts), text="The rails stand.", proof=LINK, by=cast.lead
    )


def closed(cast, **facts) -> Finding:
    return workflow.close_finding(rectified(cast, **facts), by=cast.reviewer)


def late(cast, **facts) -> Finding:
    return raised(cast, days=10, **facts)


def accepted_quarter(cast, period="2026-Q3", links=2) -> StageReport:
    """An accepted report of the cast's park with some links as evidence, which the last revision of it got as a draft."""
    report = accept_filled(cast, period)
    for number in range(links):
        attach_before_acceptance(report, number, cast)
    return report


def attach_before_acceptance(report, number, cast):
    """Evidence is attached to drafts only; here the report is one for a moment."""
    StageReport.objects.filter(pk=report.pk).update(status="draft")
    period_locks = report.period.locks_on
    report.period.locks_on = date(2030, 1, 1)
    report.period.save()
    report.refresh_from_db()
    attach_link(report, "vacant", f"https://example.org/{number}", by=cast.editor)
    report.period.locks_on = period_locks
    report.period.save()
    StageReport.objects.filter(pk=report.pk).update(status="accepted")


def drawn_round(cast, *, region=None, period="2026-Q3", seed=7, reports=2, evidence=2):
    supervision = open_round(
        region or cast.district,
        make_period(period),
        reports_asked=reports,
        evidence_asked=evidence,
        by=cast.authority,
        seed=seed,
    )
    return draw_sample(supervision, by=cast.authority)


def more_parks(cast, count):
    """Parks beside the cast's, with the cast's committee and judges."""
    parks = [make_park(f"LH-{number:02d}", cast.district) for number in range(2, count + 2)]
    for park in parks:
        grant(cast.lead, Role.LEAD, park=park)
        grant(cast.editor, Role.EDITOR, park=park)
    return parks
