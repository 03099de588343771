"""What a reviewer sees at once of a report that comes back."""

from datetime import timedelta

import pytest

from accounts import clock
from governance import report_workflow as workflow
from governance.selectors.mending import mending_of
from governance.selectors.report_detail import report_page
from tests.governance.forms_for_tests import IN_OCTOBER, fill, filled_report


def on_day(number):
    return clock.at(IN_OCTOBER + timedelta(days=number))


def submit_and_open(cast, report):
    report = workflow.submit_report(report, by=cast.lead)
    return workflow.open_review(report, by=cast.reviewer)


def mended(report):
    mending = mending_of(report_page(report))
    return {one.row.code: (one.before_value, one.entry.value) for one in mending.cells}


@pytest.fixture
def returned(cast):
    with on_day(0):
        report = submit_and_open(cast, filled_report(cast.park, cast.editor))
        return workflow.return_report(report, by=cast.reviewer, reason="Which halls?")


def test_a_report_that_was_never_returned_has_nothing_to_compare_with(cast):
    with on_day(0):
        assert mending_of(report_page(filled_report(cast.park, cast.editor))) is None


def test_a_report_submitted_again_shows_what_changed_since_the_return(cast, returned):
    assert mended(returned) == {}
    with on_day(1):
        fill(returned, cast.lead, vacant=19.0, floor=110.0)
        report = submit_and_open(cast, returned)
    assert mended(report) == {"vacant": (20.0, 19.0), "floor": (100.0, 110.0)}
    mending = mending_of(report_page(report))
    assert (mending.is_revision, mending.cells[0].entry.changed_by) == (False, cast.lead)


def test_what_was_changed_and_set_back_is_not_shown(cast, returned):
    with on_day(1):
        fill(returned, cast.editor, vacant=19.0)
        fill(returned, cast.editor)
    assert mended(returned) == {}


def test_a_new_revision_shows_what_it_changes_of_the_one_before(cast, returned):
    with on_day(1):
        report = workflow.accept_report(submit_and_open(cast, returned), by=cast.reviewer)
        draft = workflow.reopen_report(report, by=cast.authority, reason="A slip.")
    with on_day(2):
        fill(draft, cast.editor, employees=60.0)
        assert mended(draft) == {"employees": (50.0, 60.0)}
        again = workflow.accept_report(submit_and_open(cast, draft), by=cast.reviewer)
    assert mending_of(report_page(again)).is_revision
    assert mended(again) == {"employees": (50.0, 60.0)}


def test_mending_takes_two_queries(cast, returned, django_assert_num_queries):
    with on_day(1):
        fill(returned, cast.editor, vacant=19.0)
    page = report_page(returned)
    with django_assert_num_queries(2):
        mending_of(page)
