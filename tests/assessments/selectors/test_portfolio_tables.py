"""A portfolio as tables."""

from assessments.selectors.portfolio_gates import open_gates
from assessments.selectors.portfolio_heat import heat_map
from assessments.selectors.portfolio_reports import report_counts
from assessments.selectors.portfolio_tables import portfolio_tables
from tests.assessments.many import copy_park
from tests.assessments.portfolio_of import shown_to


def tables_for(shown, **asked):
    found = portfolio_tables(shown, **asked)
    return {
        one.name: [dict(zip(one.columns, row, strict=True)) for row in one.rows()] for one in found
    }


def test_tables_hold_the_figures_of_the_page(cast, scored):
    copy_park(scored, "LH-02", score=80.0)
    shown = shown_to(cast.reviewer)
    tables = tables_for(shown)
    page = heat_map(shown, "", None, "")
    assert [one["park"] for one in tables["parks"]] == [row.park.code for row in page.rows]
    for held, row in zip(tables["parks"], page.rows, strict=True):
        assert held["head_score"] == row.head.value
        assert [held[cell.code] for cell in row.cells] == [cell.value for cell in row.cells]
    figures = {one["name"]: one["value"] for one in tables["figures"]}
    assert figures["parks"] == 2
    assert figures["reports_accepted"] == report_counts(shown, open_gates(shown)).accepted
    assert [one["place"] for one in tables["ranking"]] == [1, 2]
    assert sum(one["parks"] for one in tables["stages"]) == 2
    assert {one["list"] for one in tables["reports"]} >= {"accepted"}


def test_parks_stand_in_the_order_asked_for(cast, scored):
    copy_park(scored, "LH-02", score=80.0)
    rows = tables_for(shown_to(cast.reviewer), order="-head", goal="positioning")["parks"]
    assert [one["park"] for one in rows] == ["LH-01", "LH-02"]


def test_observers_get_nothing_of_drafts(cast, scored):
    tables = tables_for(shown_to(cast.observer))
    assert not {"reports_overdue", "reports_waiting"} & {one["name"] for one in tables["figures"]}
    assert not {"overdue", "waiting"} & {one["list"] for one in tables["reports"]}


def test_without_scores_tables_are_empty(cast, scored):
    tables = tables_for(shown_to(cast.stranger))
    assert (tables["parks"], tables["ranking"], tables["gates"]) == ([], [], [])
