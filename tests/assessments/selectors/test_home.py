"""What the home page collects for each role."""

import pytest

from assessments.models import FrameworkVersion
from assessments.selectors.gate_evaluation import evaluation_of, fingerprint
from assessments.selectors.home import home
from assessments.services.following import tick
from assessments.services.gates import decide
from governance.models import StageReport
from governance.report_workflow import open_review, return_report, submit_report
from governance.services.notes import add_note
from parks.choices import Role
from tests.assessments.gated import AUGUST, POOR, before_the_gate
from tests.assessments.runs import make_run
from tests.assessments.small import at, draft, fill
from tests.factories import grant, make_park, make_user


def test_a_committee_sees_its_drafts_by_deadline(cast, scored):
    with at("2025-07-10"):
        found = home(cast.editor)
    assert [row.report.period.code for row in found.due] == ["2025-04", "2025-05", "2025-06"]
    assert [row.state for row in found.due] == ["overdue"] * 3
    assert (found.due[0].filled, found.due[0].to_fill) == (0, 1)
    assert (found.is_committee, found.is_judge) == (True, False)
    assert (found.waiting, found.setup, found.to_enter) == ((), (), ())


def test_what_is_locked_stands_last_and_what_is_cut_off_is_said(cast, scored, monkeypatch):
    with at("2025-10-10"):
        tick()
        found = home(cast.editor)
        locked = [row.is_locked for row in found.due]
    periods = [row.report.period.code for row in found.due]
    assert periods[0] == "2025-07"
    assert periods[-3:] == ["2025-04", "2025-05", "2025-06"]
    assert locked == [False] * (len(periods) - 3) + [True] * 3
    assert not found.has_more_due
    monkeypatch.setattr("assessments.selectors.home.MOST_DUE", 2)
    with at("2025-10-10"):
        found = home(cast.editor)
    assert (len(found.due), found.has_more_due) == (2, True)


def test_a_returned_draft_says_why_with_its_open_notes(cast, scored):
    with at("2025-07-03"):
        report = fill(draft(cast.park, "2025-04"), {"tax": 5.0}, cast)
        submit_report(report, by=cast.lead)
        open_review(report, by=cast.reviewer)
        add_note(report.entries.get(), "Is this for April alone?", by=cast.reviewer)
        return_report(report, by=cast.reviewer, reason="One cell needs a look.")
        (row,) = home(cast.editor).returned
    assert (row.state, row.returned.reason) == ("returned", "One cell needs a look.")
    assert [note.text for note in row.notes] == ["Is this for April alone?"]


def test_a_reviewer_sees_what_waits_the_longest_first(cast, scored):
    for day, month in (("2025-07-03", "2025-05"), ("2025-07-04", "2025-04")):
        with at(day):
            submit_report(fill(draft(cast.park, month), {"tax": 5.0}, cast), by=cast.lead)
    found = home(cast.reviewer)
    assert [one.period.code for one in found.waiting] == ["2025-05", "2025-04"]
    assert (found.waiting_total, found.due) == (2, ())


def test_an_authority_sees_the_parks_to_enter(cast, scored):
    waiting = make_park(region=cast.district)
    with at("2025-07-03"):
        assert home(cast.authority).to_enter == (waiting,)
        assert home(cast.reviewer).to_enter == ()


def test_an_administrator_sees_the_steps_of_setting_up(cast, scored):
    found = home(cast.administrator)
    assert [step.is_done for step in found.setup] == [True] * 5
    assert found.parks == ()


@pytest.mark.parametrize("role", ["observer", "consultant"])
def test_readers_see_their_parks_with_the_headline_and_no_drafts(cast, scored, role):
    found = home(cast.person(role))
    (row,) = found.parks
    assert (row.park, row.stage, row.headline.head.node.code) == (cast.park, "t1", "positioning")
    assert (found.due, found.waiting) == ((), ())


def test_somebody_without_a_role_sees_nothing(cast, scored):
    found = home(make_user())
    assert (found.parks, found.parks_total, found.roles) == ((), 0, frozenset())


@pytest.mark.parametrize(
    ("role", "queries"),
    [
        ("editor", 27),
        ("reviewer", 8),
        ("authority", 14),
        ("observer", 6),
        ("consultant", 7),
        ("administrator", 6),
        ("stranger", 20),
    ],
)
@pytest.mark.parametrize("parks", [1, 3])
def test_home_costs_the_same_for_one_park_and_for_three(
    cast, scored, role, queries, parks, django_assert_num_queries
):
    user = cast.person(role)
    for _number in range(parks):
        park = make_park(region=cast.district)
        if role in {"editor", "observer"}:
            grant(user, Role(role), park=park)
    with at("2025-07-03"), django_assert_num_queries(queries):
        home(user)


def test_a_committee_sees_its_path_and_the_draft_with_most_left_to_fill(cast, scored):
    with at("2025-07-03"):
        fill(draft(cast.park, "2025-04"), {"tax": 5.0}, cast)
        found = home(cast.editor)
        first = next(row for row in found.due if row.to_fill)
    assert [row.park for row in found.paths] == [cast.park]
    assert found.draft.report == first.report
    assert (found.is_consultant, found.runs) == (False, ())


def test_who_has_no_draft_that_can_still_be_filled_sees_no_progress(cast, scored):
    assert home(cast.reviewer).draft is None
    with at("2025-12-20"):
        found = home(cast.editor)
    assert all(row.is_locked for row in found.due)
    assert found.draft is None


def test_a_consultant_sees_the_latest_assessments(cast, scored, monkeypatch):
    monkeypatch.setattr("assessments.selectors.home.MOST_RUNS", 1)
    version = FrameworkVersion.objects.get()
    for title in ("First", "Second"):
        make_run(version, [cast.park], by=cast.consultant, title=title)
    found = home(cast.consultant)
    assert [run.title for run in found.runs] == ["Second"]
    assert found.runs[0].parks_seen == 1
    assert home(cast.observer).runs == ()


def test_reports_that_one_wrote_in_do_not_wait_for_oneself(cast, scored):
    grant(cast.lead, Role.REVIEWER, region=cast.district)
    with at("2025-07-03"):
        submit_report(fill(draft(cast.park, "2025-04"), {"tax": 5.0}, cast), by=cast.lead)
        assert home(cast.lead).waiting == ()
    assert StageReport.objects.filter(status="submitted").count() == 1


def test_an_authority_sees_the_gates_ready_to_decide_until_somebody_decides(cast):
    park = before_the_gate(cast)
    with at(AUGUST):
        (ready,) = home(cast.authority).to_decide
        assert (ready.park, ready.gate.to_stage) == (park, "t2")
        assert home(cast.reviewer).to_decide == ()
        seen = fingerprint(evaluation_of(ready.gate))
        decide(park, verdict="defer", reason="Later.", by=cast.authority, seen=seen)
        assert home(cast.authority).to_decide == ()


def test_a_gate_that_is_not_open_is_not_ready(cast):
    before_the_gate(cast, second=POOR)
    with at(AUGUST):
        assert home(cast.authority).to_decide == ()
