"""Reports open when their period has ended: which, with which form, at which stage, at what cost."""

import pytest

from assessments.models import Assignment
from assessments.services.reporting import open_due_reports
from governance.models import StageReport
from parks.services.history_import import import_history
from parks.services.periods import period_of
from tests.assessments.mexico import LOGISTICS
from tests.assessments.small import SMALL, at, enter, publish
from tests.factories import make_park
from tests.parks.history import history_file


def opened(park):
    return sorted(StageReport.objects.filter(park=park).values_list("period__code", flat=True))


def test_nothing_opens_where_nothing_is_assigned(cast):
    assert open_due_reports() == 0


def test_a_park_on_the_path_reports_every_ended_period_and_the_year_before(cast):
    with at("2025-05-02"):
        publish(cast)
        enter(cast)
    assert opened(cast.park) == ["2024", "2025-01", "2025-02", "2025-03", "2025-04", "2025-Q1"]


def test_nothing_is_asked_before_the_entry(cast):
    with at("2025-05-02"):
        publish(cast)
        assert open_due_reports() == 0
        enter(cast, day="2025-03-15")
    assert opened(cast.park) == ["2024", "2025-03", "2025-04", "2025-Q1"]


def test_what_was_taken_in_as_history_is_not_asked_again(cast, tmp_path):
    history = history_file(tmp_path, "LH-01,vacancy,2025-Q1,10,", "LH-01,tax,2025-01,5,")
    with at("2025-05-02"):
        publish(cast)
        import_history(history, by=cast.authority)
        enter(cast)
    assert opened(cast.park) == ["2024", "2025-02", "2025-03", "2025-04"]


def test_a_framework_without_stages_asks_from_its_first_period_on(cast):
    with at("2025-07-02"):
        publish(cast, LOGISTICS, park=cast.foreign_park)
        assert open_due_reports() == 2
    assert opened(cast.foreign_park) == ["2025-Q1", "2025-Q2"]
    assert opened(cast.park) == []


def test_opening_twice_opens_nothing_more(cast):
    with at("2025-05-02"):
        publish(cast)
        enter(cast)
        before = StageReport.objects.count()
        assert open_due_reports() == 0
    assert StageReport.objects.count() == before


def test_a_report_keeps_the_stage_of_its_period(cast):
    with at("2025-05-02"):
        publish(cast)
        enter(cast, "t2")
    report = StageReport.objects.get(period__code="2025-Q1")
    assert (report.stage, report.form.stage, report.form.every) == ("t2", "t2", "quarter")
    assert "access" in report.entries.values_list("indicator__code", flat=True)
    assert StageReport.objects.get(period__code="2024").stage == "t2"


def test_a_later_version_asks_from_its_own_period_on(cast):
    with at("2025-07-02"):
        publish(cast)
        second = publish(cast, SMALL.replace('version: "1"', 'version: "2"'))
        Assignment.objects.filter(version=second).update(from_period=period_of("2025-Q2"))
        enter(cast)
    forms = dict(
        StageReport.objects.filter(park=cast.park).values_list("period__code", "form__version")
    )
    assert (forms["2025-Q1"], forms["2025-Q2"]) == ("1", "2")


def test_a_finished_park_goes_on_reporting(cast):
    with at("2025-05-02"):
        publish(cast)
        enter(cast, "complete")
    assert "2025-Q1" in opened(cast.park)


@pytest.mark.parametrize("parks", [1, 3])
def test_looking_for_what_is_due_costs_the_same_however_many_parks(
    cast, parks, django_assert_num_queries
):
    for _number in range(parks - 1):
        make_park(region=cast.district)
    with at("2025-05-02"):
        publish(cast)
        enter(cast)
        with django_assert_num_queries(10):
            assert open_due_reports() == 0
