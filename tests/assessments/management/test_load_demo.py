"""The demo: two years of facts through the services, complete, true to itself, and explained to the last score.

On SQLite it is played as of today; on PostgreSQL as of the day in November that the browser tests share.
"""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Q
from django.test import Client, override_settings

from accounts import clock
from accounts.models import AuditEntry, User
from accounts.services.audit_chains import verify_chains
from assessments.choices import Outcome, RunStatus
from assessments.management.demo.committees import DOMAIN
from assessments.management.demo.decisions import DECISIONS
from assessments.management.demo.lives import LATE, OVERDUE
from assessments.management.demo.people import PEOPLE
from assessments.management.demo.places import QUARTERS_REPORTED, city_of
from assessments.management.demo.stories import STORIES
from assessments.models import Assignment, Run, SavedView, Score, StandingQuarter
from assessments.selectors.gates import NO_REPORT, gates_of
from assessments.selectors.run_compare import run_compare
from engine.explain import rebuild
from governance.choices import ReportStatus, Stage, Verdict
from governance.models import Entry, Evidence, GateDecision, PathStep, ReviewNote, StageReport
from governance.selectors.checks import report_checks
from parks.choices import Frequency, MissingReason, Provenance, Role
from parks.models import Grant, HistoryImport, Observation, Park, Period, Region
from parks.services.periods import period_containing, previous_period
from tests.assessments.told import as_told
from tests.demo_copy import NOVEMBER, bring_demo


def load(**options):
    call_command("load_demo", stdout=io.StringIO(), **options)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo, loaded once for all tests of this file and taken back after the last."""
    day, bring = (clock.now(), load) if connection.vendor == "sqlite" else (NOVEMBER, bring_demo)
    with django_db_blocker.unblock(), transaction.atomic(), clock.at(day):
        with override_settings(DEMO=True):
            bring()
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


def test_two_dozen_parks_with_boundaries_lie_in_three_provinces(demo):
    assert set(Park.objects.values_list("code", flat=True)) == set(STORIES)
    assert len(STORIES) == 24
    assert {park.boundary["type"] for park in Park.objects.all()} == {"Polygon"}
    assert Region.objects.filter(parent=None).count() == 3
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
    steps = PathStep.objects.in_force()
    assert set(steps.values_list("stage", flat=True)) == set(Stage)
    entries = steps.filter(gate_decision=None)
    assert entries.count() == 24
    later = entries.exclude(entered_on=entries.order_by("entered_on")[0].entered_on)
    assert later.get().park.code == "FM-01"


def test_the_platform_came_to_the_cities_in_stages(demo):
    assert Assignment.objects.values("region").distinct().count() == len(QUARTERS_REPORTED)
    reports = StageReport.objects.filter(period__every=Frequency.QUARTER, revision=1)
    for code in set(STORIES) - {"FM-01"}:
        park = Park.objects.select_related("region").get(code=code)
        past = reports.filter(park=park, period__due_on__lt=clock.today())
        assert past.count() == QUARTERS_REPORTED[city_of(park.region.code)], code


def test_twelve_months_are_there_up_to_the_last_complete_one(demo):
    months = Period.objects.filter(every=Frequency.MONTH, reports__park__code="LH-01")
    codes = sorted(months.values_list("code", flat=True).distinct())
    assert len(codes) == 12
    assert codes[-1] == last_month().code
    kinds = StageReport.objects.values_list("period__every", flat=True)
    assert set(kinds) == set(Frequency.values)


def test_the_year_before_was_taken_in_as_accepted_history(demo):
    history = Observation.objects.current().filter(provenance=Provenance.IMPORT)
    assert history.values("park").distinct().count() == 23
    assert HistoryImport.objects.count() == len(QUARTERS_REPORTED)
    asked = StageReport.objects.values_list("park_id", "period_id")
    assert not set(asked) & set(history.values_list("park_id", "period_id"))
    months = Period.objects.filter(every=Frequency.MONTH, observations__park__code="HX-01")
    assert months.distinct().count() >= 23  # of the last one a report lies with the reviewers


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


ASKED_WHY = Q(park__code="LH-01") | Q(park__code__in=["WL-01", "SH-01", "PW-01", "NP-01"])


@pytest.fixture(scope="module")
def answers(demo):
    """What the API tells a consultant about the whole of a park's quarters, by park and period."""
    client = Client()
    client.force_login(User.objects.get(email=f"maria.keller@{DOMAIN}"))
    quarters = StandingQuarter.objects.filter(ASKED_WHY).values_list("park__code", "period__code")
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
    scores = (
        Score.objects.current()
        .filter(ASKED_WHY)
        .values_list("park__code", "period__code", "node__code", "value")
    )
    assert rebuilt == {(park, period, node): value for park, period, node, value in scores}
    assert len(rebuilt) > 1500
    assert all(answer["is_verified"] for answer in answers.values())


def test_why_names_who_filed_and_who_accepted_every_value_or_who_imported_it(answers):
    sources = [source for answer in answers.values() for source in answer["sources"]]
    imported = [one for one in sources if one["imported_by"]]
    reported = [one for one in sources if not one["imported_by"]]
    assert min(len(reported), len(imported)) > 300
    assert all(one["filed_by"] and one["submitted_by"] and one["accepted_by"] for one in reported)
    assert all(one["filed_by"] != one["accepted_by"] for one in reported)
    assert any(one["evidence"] for one in reported)
    assert all(one["import_file"] for one in imported)


# How parks stand before their gates


@pytest.fixture
def gates(demo):
    parks = {park.pk: park.code for park in Park.objects.all()}
    return {parks[pk]: state for pk, state in gates_of(Park.objects.all()).items()}


def in_the_way(state):
    return {rule.rule: rule.outcome for rule in state.rules if rule.outcome != Outcome.HOLDS}


def test_a_gate_is_open_and_nobody_has_decided_on_it(gates):
    assert gates["JT-01"].is_open
    assert not GateDecision.objects.filter(park__code="JT-01").exists()


def test_one_gate_fails_by_little(gates):
    rule = gates["YQ-01"].first_in_the_way
    assert in_the_way(gates["YQ-01"]) == {"score.industrial_positioning >= 60": Outcome.FAILS}
    assert -3 < rule.margin < 0


def test_one_gate_cannot_be_decided_for_want_of_a_value(gates):
    rule = gates["WL-01"].first_in_the_way
    assert in_the_way(gates["WL-01"]) == {"value.consultation_turnout >= 10": Outcome.UNDECIDED}
    assert [one.code for one in rule.missing] == ["consultation_turnout"]


def test_no_gate_opens_where_a_report_is_late(gates):
    for code in OVERDUE:
        assert gates[code].window[-1].why_none == NO_REPORT


def test_gates_were_passed_deferred_and_refused_each_on_a_frozen_evaluation(demo):
    decisions = GateDecision.objects.all()
    assert set(decisions.values_list("verdict", flat=True)) == set(Verdict)
    assert decisions.count() == len(DECISIONS)
    assert all(one.evaluation["window"] for one in decisions)
    for one in decisions.filter(verdict=Verdict.PASS):
        assert one.evaluation["outcome"] == Outcome.HOLDS


def test_parks_moved_on_and_report_for_their_new_stage(demo):
    stages = {"SH-01": Stage.T2, "BL-01": Stage.T3, "HX-01": Stage.COMPLETE}
    for code, stage in stages.items():
        assert PathStep.objects.in_force().filter(park__code=code).last().stage == stage
    asked = StageReport.objects.filter(park__code="SH-01", period__every=Frequency.QUARTER)
    assert asked.order_by("period__ends_on").last().stage == Stage.T2


def test_a_pass_was_revoked_and_the_park_stands_before_the_gate_again(gates):
    revoked = GateDecision.objects.get(revoked_at__isnull=False)
    assert (revoked.park.code, revoked.verdict, bool(revoked.revoke_reason)) == (
        "MH-01",
        Verdict.PASS,
        True,
    )
    assert gates["MH-01"].from_stage == Stage.T1


# What consultants and authorities made of it


def test_a_run_and_another_by_the_weights_of_a_panel_can_be_compared(demo):
    plain, weighted = Run.objects.order_by("pk")
    assert {plain.status, weighted.status} == {RunStatus.DONE}
    assert (plain.parks_total, weighted.parks_total) == (24, 24)
    assert weighted.weights.frozen_at is not None
    consultant = User.objects.get(email=f"maria.keller@{DOMAIN}")
    compared = run_compare(plain, weighted, consultant)
    assert compared.moved > 5


def test_views_of_the_portfolio_are_saved(demo):
    assert set(SavedView.objects.values_list("page", flat=True)) == {"portfolio"}


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
