"""The demo: a year of reports through the services, complete, true to itself, and explained to the last score."""

from __future__ import annotations

import io
from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from accounts import clock
from accounts.models import AuditEntry, User
from accounts.services.audit_chains import verify_chains
from assessments.management.demo.lives import LATE, SCRIPTS, Life, moments_until
from assessments.management.demo.loading import turns_until
from assessments.management.demo.people import DOMAIN, PEOPLE
from assessments.management.demo.stories import STORIES
from assessments.models import Assignment, Score, StandingQuarter
from engine.explain import (
    CapStep,
    Explanation,
    InputValue,
    LeafStep,
    NodeStep,
    Share,
    rebuild,
)
from governance.choices import ReportStatus, Stage
from governance.models import Entry, Evidence, PathStep, ReviewNote, StageReport
from governance.selectors.checks import report_checks
from parks.choices import Frequency, MissingReason, Role
from parks.models import Grant, Park, Period, Region
from parks.services.periods import period_containing, previous_period

pytestmark = pytest.mark.xdist_group("demo")  # so that one process loads it for all tests


def load(**options):
    call_command("load_demo", stdout=io.StringIO(), **options)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo, loaded once for all tests of this file and taken back after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(DEMO=True):
            load()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _in_the_demo(request):
    if "demo" in request.fixturenames:
        request.getfixturevalue("db")


def last_month():
    return previous_period(period_containing(clock.today(), Frequency.MONTH))


def report_of(park, period):
    return StageReport.objects.filter(park__code=park, period=period).order_by("-revision")[0]


# What there is


def test_six_parks_with_boundaries_lie_in_two_provinces(demo):
    assert set(Park.objects.values_list("code", flat=True)) == set(STORIES)
    assert {park.boundary["type"] for park in Park.objects.all()} == {"Polygon"}
    assert Region.objects.filter(parent=None).count() == 2
    assert not Region.objects.filter(name_zh="").exists()


def test_every_role_is_played_in_both_languages(demo):
    assert set(Grant.objects.values_list("role", flat=True)) == set(Role.values)
    assert User.objects.filter(is_administrator=True).count() == 1
    assert set(User.objects.values_list("language", flat=True)) == {"en", "zh-hans"}
    assert User.objects.exclude(email__endswith=f"@{DOMAIN}").count() == 0
    assert User.objects.exclude(position_en="").exclude(position_zh="").count() == len(PEOPLE)
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_every_park_has_an_editor_a_lead_and_people_of_its_province(demo):
    for park in Park.objects.select_related("region"):
        own = Grant.objects.filter(park=park).values_list("role", flat=True)
        assert sorted(own) == [Role.EDITOR, Role.LEAD]
        province = park.region.path.split("/")[0] + "/"
        above = Grant.objects.filter(region__path=province).values_list("role", flat=True)
        assert {Role.REVIEWER, Role.AUTHORITY, Role.CONSULTANT} <= set(above)


def test_the_path_has_parks_on_each_stage_and_one_that_joined_later(demo):
    stages = PathStep.objects.values_list("stage", flat=True)
    assert set(stages) == {Stage.T1, Stage.T2, Stage.T3}
    assert PathStep.objects.values("entered_on").distinct().count() == 2
    assert Assignment.objects.count() == 2


def test_twelve_months_are_there_up_to_the_last_complete_one(demo):
    months = Period.objects.filter(every=Frequency.MONTH, reports__park__code="LH-01")
    codes = sorted(months.values_list("code", flat=True).distinct())
    assert len(codes) == 12
    assert codes[-1] == last_month().code
    kinds = StageReport.objects.values_list("period__every", flat=True)
    assert set(kinds) == set(Frequency.values)


# Where the reports stand


def test_the_last_month_shows_every_state(demo):
    standing = {
        park: report_of(park, last_month()).status for park in ("LH-01", "HX-01", "NP-01", "FM-01")
    }
    assert standing == {
        "LH-01": ReportStatus.DRAFT,
        "HX-01": ReportStatus.SUBMITTED,
        "NP-01": ReportStatus.IN_REVIEW,
        "FM-01": ReportStatus.ACCEPTED,
    }


def test_one_report_is_returned_with_a_reason_and_notes(demo):
    report = report_of("LH-01", last_month())
    step = report.steps.last()
    assert (step.step, bool(step.reason)) == ("return", True)
    notes = ReviewNote.objects.filter(entry__report=report)
    assert notes.filter(by_reviewer=True, answered_at=None).count() == 2


def test_an_earlier_report_was_returned_answered_and_accepted(demo):
    answered = ReviewNote.objects.filter(by_reviewer=True, answered_at__isnull=False)
    assert answered.get().entry.report.status == ReportStatus.ACCEPTED


def test_one_report_is_overdue_half_filled_and_can_still_be_filed(demo):
    overdue = StageReport.objects.filter(
        status=ReportStatus.DRAFT, period__due_on__lt=clock.today(), park__code=LATE
    )
    report = overdue.get(period__every=Frequency.QUARTER)
    filled = sum(entry.is_filled for entry in report.entries.all())
    assert 0 < filled < report.entries.count()
    assert report.period.locks_on > clock.today()


def test_one_draft_has_been_begun(demo):
    entries = report_of("CH-01", last_month()).entries.all()
    assert 0 < sum(entry.is_filled for entry in entries) < len(entries)


def test_one_report_was_reopened_and_its_correction_accepted(demo):
    corrected = StageReport.objects.get(revision=2)
    assert corrected.status == ReportStatus.ACCEPTED
    assert corrected.reopened_for
    first = StageReport.objects.get(park=corrected.park_id, period=corrected.period_id, revision=1)
    assert first.status == ReportStatus.ACCEPTED


def test_nobody_judged_their_own(demo):
    accepted = StageReport.objects.filter(status=ReportStatus.ACCEPTED)
    for report in accepted.prefetch_related("entries__changes"):
        writers = {change.by_id for entry in report.entries.all() for change in entry.changes.all()}
        assert report.accepted_by_id not in writers | {report.submitted_by_id}


def test_nothing_happens_before_its_report_opened_or_in_the_future(demo):
    now = clock.now()
    for report in StageReport.objects.prefetch_related("steps"):
        moments = [report.opened_at, *(step.at for step in report.steps.all())]
        assert moments == sorted(moments)
        assert moments[-1] <= now


# What the reports say


def test_accepted_reports_meet_every_check_and_a_warning_has_its_note(demo):
    results = [
        result
        for report in StageReport.objects.exclude(status=ReportStatus.DRAFT)
        for result in report_checks(report)
    ]
    assert not any(result.is_blocking for result in results)
    assert any(result.is_warning for result in results)


def test_gaps_state_their_reason(demo):
    accepted = Entry.objects.filter(report__status=ReportStatus.ACCEPTED)
    assert not accepted.filter(value=None, missing_reason="").exists()
    reasons = set(accepted.values_list("missing_reason", flat=True))
    assert {MissingReason.NOT_APPLICABLE, MissingReason.NOT_MEASURED} < reasons


def test_evidence_is_attached_as_pdf_and_table(demo):
    kinds = Evidence.objects.values_list("file__content_type", flat=True)
    assert set(kinds) == {"application/pdf", "text/csv"}


# What comes of it


def test_every_ended_quarter_is_scored_and_up_to_date(demo):
    assert StandingQuarter.objects.filter(park__code="LH-01").count() >= 4
    assert not StandingQuarter.objects.filter(is_stale=True).exists()
    assert {problem for one in StandingQuarter.objects.all() for problem in one.problems} == set()


def goals(park, code):
    rows = Score.objects.current().filter(park__code=park, node__code=code, value__isnull=False)
    return list(rows.order_by("period__ends_on").values_list("value", flat=True))


def test_the_stories_show_in_the_scores(demo):
    improving = goals("LH-01", "spatial_equality")
    assert improving == sorted(improving)
    assert improving[-1] > improving[0] + 8
    assert max(goals(LATE, "industrial_positioning")) < 40
    stagnating = goals("CH-01", "spatial_equality")
    assert max(stagnating) - min(stagnating) < 3
    assert goals("NP-01", "policy_assurance")[-1] == 59.0


def test_a_cap_is_in_force(demo):
    capped = Score.objects.current().filter(cap__isnull=False).exclude(cap__applied=[])
    assert {score.park.code for score in capped.select_related("park")} == {"NP-01"}


def test_the_audit_trail_is_whole(demo):
    assert verify_chains() == []
    assert AuditEntry.objects.filter(action="report.accept").count() >= 60


def as_told(answer):
    """Return the explanation that an answer of the API holds, and nothing else of it."""
    steps = tuple(_node(step) if "shares" in step else _leaf(step) for step in answer["steps"])
    return Explanation(answer["park"], answer["top"], tuple(answer["path"]), steps)


def _leaf(step):
    return _built(LeafStep, step, inputs=_inputs(step), caps=_caps(step))


def _node(step):
    shares = tuple(_built(Share, one) for one in step["shares"])
    return _built(NodeStep, step, shares=shares, caps=_caps(step))


def _caps(step):
    return tuple(_built(CapStep, cap, inputs=_inputs(cap)) for cap in step["caps"])


def _inputs(step):
    return tuple(_built(InputValue, one) for one in step["inputs"])


def _built(kind, told, **parts):
    return kind(**{field.name: told[field.name] for field in fields(kind)} | parts)


@pytest.fixture
def answers(demo, client):
    """What the API tells a consultant about the whole of every quarter, by park and period."""
    client.force_login(User.objects.get(email=f"maria.keller@{DOMAIN}"))
    quarters = StandingQuarter.objects.values_list("park__code", "period__code")
    return {
        key: client.get(f"/api/v1/parks/{key[0]}/why/index", {"period": key[1]}).json()
        for key in quarters
    }


def test_every_score_is_rebuilt_from_what_why_shows_alone(answers):
    rebuilt = {
        (park, period, node): score
        for (park, period), answer in answers.items()
        for node, score in rebuild(as_told(answer)).items()
    }
    scores = Score.objects.current().values_list(
        "park__code", "period__code", "node__code", "value"
    )
    assert rebuilt == {(park, period, node): value for park, period, node, value in scores}
    assert len(rebuilt) > 1500
    assert all(answer["is_verified"] for answer in answers.values())


def test_why_names_who_filed_and_who_accepted_every_value(answers):
    sources = [source for answer in answers.values() for source in answer["sources"]]
    assert len(sources) > 500
    assert all(one["filed_by"] and one["submitted_by"] and one["accepted_by"] for one in sources)
    assert all(one["filed_by"] != one["accepted_by"] for one in sources)
    assert any(one["evidence"] for one in sources)


# Loading


def test_a_second_load_changes_nothing_where_there_are_people(demo):
    before = AuditEntry.objects.count()
    with override_settings(DEMO=True):
        load(if_new=True)
        with pytest.raises(CommandError, match="new database"):
            load()
    assert AuditEntry.objects.count() == before


def test_it_is_loaded_under_the_settings_of_the_demo_only(db):
    with pytest.raises(CommandError, match="settings of the demo"):
        load()


FIRST_DAY = datetime(2026, 1, 1, 4, tzinfo=UTC)


@pytest.mark.parametrize("days", range(0, 800, 13))
def test_on_any_day_there_is_a_last_month_and_a_quarter_past_its_date(db, days):
    now = FIRST_DAY + timedelta(days=days)
    turns = turns_until(now)
    assert turns.last_month.ends_on < now.date()
    assert (now.date() - turns.last_month.ends_on).days <= 31
    assert turns.overdue_quarter.due_on < now.date()
    assert turns.eventful_quarter.ends_on < turns.overdue_quarter.starts_on


@pytest.mark.parametrize("hours", [1, 30, 90, 700])
@pytest.mark.parametrize("life", list(Life))
def test_a_report_of_the_last_month_gets_where_it_should_before_now(life, hours):
    opened_at = FIRST_DAY
    now = opened_at + timedelta(hours=hours)
    steps = moments_until(StageReport(opened_at=opened_at), life, now)
    moments = [opened_at, *(at for _act, at in steps), now]
    assert moments == sorted(set(moments))
    assert [act for act, _at in steps] == list(SCRIPTS[life])
