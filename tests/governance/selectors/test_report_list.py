"""The list of a park's reports."""

from datetime import UTC, datetime

import pytest

from accounts import clock
from governance import report_workflow as workflow
from governance.selectors.report_list import reports_of_park, state_word
from tests.governance.forms_for_tests import accept_filled, filled_report, in_october, small_report


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def words(cast, name):
    return [
        (one.period.code, one.revision, state_word(one))
        for one in reports_of_park(cast.park, cast.person(name))
    ]


def test_returned_and_overdue_are_told_apart_from_drafts(cast):
    small_report(cast.park, "2026-Q2")
    report = workflow.submit_report(filled_report(cast.park, cast.editor), by=cast.lead)
    workflow.open_review(report, by=cast.reviewer)
    workflow.return_report(report, by=cast.reviewer, reason="Which halls?")
    assert words(cast, "editor") == [("2026-Q3", 1, "returned"), ("2026-Q2", 1, "overdue")]
    workflow.submit_report(report, by=cast.lead)
    assert words(cast, "editor")[0] == ("2026-Q3", 1, "submitted")


def test_the_newest_visible_revision_stands_for_a_report(cast):
    report = accept_filled(cast)
    workflow.reopen_report(report, by=cast.authority, reason="A slip.")
    assert words(cast, "editor") == [("2026-Q3", 2, "draft")]
    assert words(cast, "observer") == [("2026-Q3", 1, "accepted")]
    assert words(cast, "stranger") == []


def test_at_a_moment_reports_stand_as_they_then_were(cast):
    with clock.at(datetime(2026, 10, 5, tzinfo=UTC)):
        report = filled_report(cast.park, cast.editor)
    with clock.at(datetime(2026, 10, 6, tzinfo=UTC)):
        workflow.submit_report(report, by=cast.lead)
        workflow.open_review(report, by=cast.reviewer)
    with clock.at(datetime(2026, 10, 7, tzinfo=UTC)):
        workflow.accept_report(report, by=cast.reviewer)

    def on(day, name):
        moment = datetime(2026, 10, day, 12, tzinfo=UTC)
        found = reports_of_park(cast.park, cast.person(name), moment)
        return [state_word(one, moment.date()) for one in found]

    assert [on(day, "editor") for day in (4, 5, 6, 7)] == [
        [],
        ["draft"],
        ["in_review"],
        ["accepted"],
    ]
    assert [on(day, "observer") for day in (6, 7)] == [[], ["accepted"]]
