"""The review queue: its order and what is left out."""

from datetime import timedelta

import pytest

from accounts import clock
from governance import report_workflow as workflow
from governance.selectors.review_list import review_queue
from governance.services.reports import save_entry
from parks.choices import Role
from tests.factories import grant, make_park
from tests.governance.forms_for_tests import (
    accept_filled,
    fill,
    in_october,
    small_form,
    small_report,
)


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


@pytest.fixture
def two_reports(cast):
    """One of today that looks odd, one of yesterday that does not."""
    form = small_form()
    accept_filled(cast, "2026-Q2", employees=10)
    other = make_park("LH-02", cast.district)
    grant(cast.lead, Role.LEAD, park=other)
    for park, ago in [(cast.park, 0), (other, 1)]:
        with clock.at(clock.now() - timedelta(days=ago)):
            report = small_report(park, form=form)
            fill(report, cast.lead)
            save_entry(
                report,
                "employees",
                value=50,
                missing_reason="",
                note="New.",
                seen_version=1,
                by=cast.lead,
            )
            workflow.submit_report(report, by=cast.lead)


def codes(queue):
    return [(one.report.park.code, one.odd) for one in queue.waiting]


def test_the_queue_goes_by_age_or_by_oddity(cast, two_reports):
    queue = review_queue(cast.reviewer)
    assert codes(queue) == [("LH-02", 0), ("LH-01", 1)]
    assert queue.oldest == queue.waiting[0].since
    assert codes(review_queue(cast.reviewer, odd_first=True)) == [("LH-01", 1), ("LH-02", 0)]


def test_the_queue_holds_only_what_a_person_may_judge(cast, two_reports):
    grant(cast.lead, Role.REVIEWER, region=cast.district)
    assert codes(review_queue(cast.lead)) == []
    assert codes(review_queue(cast.stranger)) == []


def test_the_queue_counts_what_was_returned_and_is_not_back(cast, two_reports):
    report = review_queue(cast.reviewer).waiting[0].report
    workflow.open_review(report, by=cast.reviewer)
    workflow.return_report(report, by=cast.reviewer, reason="Why?")
    assert review_queue(cast.reviewer).returned == 1
    assert review_queue(cast.authority).returned == 0
    workflow.submit_report(report, by=cast.lead)
    assert review_queue(cast.reviewer).returned == 0


def test_a_report_is_found_by_its_address_or_is_the_first(cast, two_reports):
    queue = review_queue(cast.reviewer)
    assert queue.find("LH-01", "2026-Q3").park == cast.park
    assert queue.find("", "").park.code == "LH-02"
    assert queue.find("QN-01", "2026-Q3") is None
