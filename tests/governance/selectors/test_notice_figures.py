"""What a notice of September 2026 says, counted by hand."""

from datetime import UTC, date, datetime

import pytest

from accounts import clock
from governance import report_workflow as workflow
from governance.models import Duty
from governance.selectors.notice_figures import NOTHING, figures_of
from tests.factories import make_period
from tests.governance.forms_for_tests import filled_report, small_report
from tests.governance.supervised import OCTOBER, closed, in_october, late, more_parks, raised

AFTER_THE_DEADLINE = datetime(2026, 10, 20, 6, tzinfo=UTC)


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def figures(park):
    return figures_of([park.pk], make_period("2026-09"))[park.pk]


def duty(park, code, by, **days):
    return Duty.objects.create(
        park=park,
        code=code,
        name_en=code,
        recorded_at=OCTOBER,
        changed_at=OCTOBER,
        recorded_by=by,
        **days,
    )


def test_of_an_empty_park_there_is_nothing_to_say(cast):
    found = figures(cast.park)
    assert found["entries"].pop("completeness") is None
    assert found == NOTHING


def test_reports_are_filed_in_time_late_or_not(cast):
    small_report(cast.park)
    assert figures(cast.park)["reports"] == {"asked": 1, "on_time": 0, "late": 0, "missing": 1}
    report = filled_report(cast.park, cast.editor)
    workflow.submit_report(report, by=cast.lead)
    assert figures(cast.park)["reports"] == {"asked": 1, "on_time": 1, "late": 0, "missing": 0}
    workflow.withdraw_report(report, by=cast.lead)
    assert figures(cast.park)["reports"]["missing"] == 1


def test_a_report_submitted_after_its_deadline_is_late(cast):
    with clock.at(AFTER_THE_DEADLINE):
        workflow.submit_report(filled_report(cast.park, cast.editor), by=cast.lead)
    assert figures(cast.park)["reports"]["late"] == 1


def test_reports_of_periods_that_end_in_another_month_do_not_count(cast):
    filled_report(cast.park, cast.editor, "2026-Q2")
    assert figures(cast.park)["reports"]["asked"] == 0


def test_completeness_is_the_share_of_required_entries_with_a_value(cast):
    report = filled_report(cast.park, cast.editor)
    entry = report.entries.get(indicator__code="employees")
    entry.value, entry.missing_reason = None, "not_measured"
    entry.save()
    assert figures(cast.park)["entries"] == {"required": 4, "filled": 3, "completeness": 75.0}


def test_findings_are_counted_by_their_days(cast):
    late(cast)  # found on 1 September, due on 11 September
    raised(cast, day=date(2026, 8, 1))  # due on 30 September, which has not passed then
    closed(cast, day=date(2026, 8, 1))  # closed in October: open on the last day
    raised(cast, day=date(2026, 10, 1))
    assert figures(cast.park)["findings"] == {"raised": 1, "closed": 0, "open": 3, "overdue": 1}


def test_duties_are_counted_by_their_days(cast):
    september = date(2026, 9, 15)
    duty(cast.park, "D-1", cast.lead, due_on=september, done_on=date(2026, 9, 30))
    duty(cast.park, "D-2", cast.lead, due_on=september)
    duty(cast.park, "D-3", cast.lead, due_on=date(2026, 8, 1))
    duty(cast.park, "D-4", cast.lead, due_on=date(2026, 10, 1))
    duty(cast.park, "D-5", cast.lead, due_on=september, removed_at=OCTOBER)
    assert figures(cast.park)["duties"] == {"due": 2, "done": 1, "overdue": 2}


def test_three_parks_cost_as_much_as_one(cast, django_assert_num_queries):
    month = make_period("2026-09")
    parks = [cast.park, *more_parks(cast, 2)]
    for asked in (parks[:1], parks):
        for park in asked:
            small_report(park)
        with django_assert_num_queries(4):
            figures_of([park.pk for park in asked], month)
