"""The board of who is where."""

import pytest

from assessments.selectors.board import BoardPage, board_of, periods_of
from assessments.selectors.portfolio_gates import open_gates
from assessments.selectors.portfolio_reports import report_counts
from governance.models import StageReport
from governance.report_workflow import open_review, reopen_report, return_report, submit_report
from parks.choices import Frequency
from tests.assessments.many import copy_park
from tests.assessments.portfolio_of import portfolio_of, shown_to
from tests.assessments.small import at, draft, fill
from tests.factories import make_park, make_period


def board_for(user, every="", number=None, day="2025-07-20", **query):
    with at(day):
        return board_of(shown_to(user, day, **query), every, number)


def states_of(board, code="LH-01"):
    row = next(one for one in board.rows if one.park.code == code)
    return {cell.period: cell.state.value for cell in row.cells}


def test_cells_say_how_each_report_stands(cast, scored):
    found = board_for(cast.reviewer)
    assert [one.period.code for one in found.columns][-2:] == ["2025-Q1", "2025-Q2"]
    states = states_of(found)
    assert (states["2025-Q1"], states["2025-Q2"]) == ("accepted", "accepted")
    assert all(cell.is_linked for cell in found.rows[0].cells if cell.state == "accepted")


def test_a_report_goes_through_its_states(cast, scored):
    def state():
        return states_of(board_for(cast.reviewer, "month", day="2025-07-04"))["2025-06"]

    with at("2025-07-04"):
        report = draft(cast.park, "2025-06")
        assert state() == "not_due"
        fill(report, {"tax": 10.0}, cast)
        assert state() == "draft"
        late = board_for(cast.reviewer, "month", day="2025-07-30")
        assert states_of(late)["2025-06"] == "overdue"
        submit_report(report, by=cast.lead)
        assert state() == "submitted"
        open_review(report, by=cast.reviewer)
        assert state() == "in_review"
        return_report(report, by=cast.reviewer, reason="The tax is that of May.")
        assert state() == "returned"


def test_a_reopened_report_counts_until_the_next_revision_is_accepted(cast, scored):
    with at("2025-07-18"):
        report = StageReport.objects.get(park=scored, period__code="2025-Q2")
        reopen_report(report, by=cast.authority, reason="A hall was missed.")
    cell = board_for(cast.reviewer).rows[0].cells[-1]
    assert (cell.state, cell.revising) == ("accepted", "overdue")
    cell = board_for(cast.observer).rows[0].cells[-1]
    assert (cell.state, cell.revising) == ("accepted", "")


@pytest.mark.parametrize("role", ["observer", "consultant"])
def test_drafts_do_not_exist_for_who_reads_accepted_facts_only(cast, scored, role):
    found = board_for(cast.person(role), "month")
    cells = {cell.period: cell for cell in found.rows[0].cells}
    assert cells["2025-03"].state == "accepted"
    assert cells["2025-06"].state == "not_accepted"
    assert not cells["2025-06"].is_linked


def test_a_park_that_has_not_entered_the_path_has_no_report(cast, scored):
    make_park("LH-02", cast.district)
    found = board_for(cast.reviewer)
    assert set(states_of(found, "LH-02").values()) == {"none"}
    assert (found.columns[-1].accepted, found.columns[-1].expected) == (1, 1)


def test_the_sums_are_those_of_the_portfolio(cast, scored):
    copy_park(scored, "LH-02")
    other = copy_park(scored, "LH-03")
    StageReport.objects.filter(park=other, period__code="2025-Q2").delete()
    shown = shown_to(cast.reviewer)
    column = board_for(cast.reviewer).columns[-1]
    counts = report_counts(shown, open_gates(shown))
    assert (column.accepted, column.expected) == (counts.accepted, counts.expected) == (2, 3)


def test_as_of_a_day_reports_stand_as_they_then_stood(cast, scored):
    found = board_for(cast.reviewer, "quarter", day="2025-08-20", as_of="2025-07-02")
    assert states_of(found)["2025-Q2"] in {"none", "not_due"}
    assert found.columns[-1].accepted == 0
    assert states_of(found)["2025-Q1"] == "accepted"


def test_the_last_six_periods_end_with_the_quarter_chosen(cast, scored):
    for code in ("2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "2025-Q3"):
        make_period(code)
    with at("2025-10-03"):
        newest = periods_of(shown_to(cast.reviewer, "2025-10-03"), Frequency.QUARTER)
        earlier = periods_of(
            shown_to(cast.reviewer, "2025-10-03", quarter="2025-Q1"), Frequency.QUARTER
        )
    assert [one.code for one in newest][0::5] == ["2024-Q2", "2025-Q3"]
    assert [one.code for one in earlier][-1] == "2025-Q1"


def test_the_filters_of_the_portfolio_narrow_the_board(cast, scored):
    copy_park(scored, "LH-02", level="national")
    assert [one.park.code for one in board_for(cast.reviewer, level="national").rows] == ["LH-02"]
    assert board_for(cast.reviewer, stage="t2").rows == ()


def test_nothing_of_a_foreign_park_is_on_the_board(cast, scored):
    assert [one.park.code for one in board_for(cast.stranger).rows] == ["QN-01"]


def test_a_kind_of_period_that_does_not_exist_is_told(cast, scored):
    found = board_for(cast.reviewer, "week")
    assert "week" in found.error
    assert found.every == "quarter"


@pytest.mark.parametrize("role", ["reviewer", "observer", "consultant"])
def test_a_page_takes_the_same_queries_for_one_park_and_for_many(
    cast, scored, role, django_assert_num_queries
):
    for count in (1, 3):
        for number in range(count - 1 if role != "observer" else 0):
            copy_park(scored, f"LH-2{number}")
        shown = shown_to(cast.person(role))
        with at("2025-07-20"), django_assert_num_queries(9):
            board_of(shown, "", "1")


def test_the_legend_holds_the_states_one_can_meet(cast, scored):
    for role, count in (("reviewer", 8), ("observer", 2)):
        found = portfolio_of(cast.person(role))
        page = BoardPage(found.shown, found.choices, board_for(cast.person(role)))
        assert len(page.legend) == count
        assert page.parks_found == 1
