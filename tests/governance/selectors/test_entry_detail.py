"""What stands behind one entry."""

import pytest

from governance.report_workflow import reopen_report
from governance.selectors.entry_detail import entry_panel
from tests.governance.forms_for_tests import accept_filled, fill, filled_report, in_october


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def test_the_line_runs_from_the_oldest_value_to_this_report(cast):
    accept_filled(cast, "2026-Q1", vacant=40)
    accept_filled(cast, "2026-Q2", vacant=20)
    report = filled_report(cast.park, cast.editor, vacant=30)
    panel = entry_panel(report.entries.get(indicator__code="vacant"), with_work=True)
    assert [(dot.x, dot.y, dot.is_this_report) for dot in panel.dots] == [
        (4.0, 4.0, False),
        (150.0, 52.0, False),
        (296.0, 28.0, True),
    ]
    assert panel.line == "4.0,4.0 150.0,52.0 296.0,28.0"
    assert [change.value for change in panel.changes] == [30.0]


def test_the_history_of_a_cell_reaches_back_over_revisions(cast):
    report = accept_filled(cast, vacant=30)
    draft = reopen_report(report, by=cast.authority, reason="A slip.")
    fill(draft, cast.lead, vacant=29)
    panels = [
        entry_panel(one.entries.get(indicator__code="vacant"), with_work=True)
        for one in (draft, report)
    ]
    assert [[change.value for change in panel.changes] for panel in panels] == [[29, 30], [30]]


def test_a_single_value_is_no_line(cast):
    report = filled_report(cast.park, cast.editor)
    panel = entry_panel(report.entries.get(indicator__code="vacant"), with_work=False)
    assert (panel.dots, panel.changes, panel.notes) == ([], [], [])
