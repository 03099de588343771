"""Where registers now say something else than a report that was handed in."""

import pytest

from governance.models import Entry
from governance.report_workflow import accept_report, open_review, reopen_report, submit_report
from governance.selectors.register_differences import differences_shown, register_differences
from governance.selectors.report_detail import report_page
from tests.factories import make_park
from tests.governance.forms_for_tests import small_report
from tests.governance.measured import (
    MEASURED,
    accept_measured,
    closed_in_time,
    left_open,
    measure_entrances,
    measure_findings,
    submit_measured,
)
from tests.governance.supervised import in_october
from tests.parks.records_for_tests import make_record


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def shown(report, *, sees_drafts=True):
    report.refresh_from_db()
    return differences_shown(report_page(report), sees_drafts=sees_drafts)


def test_a_later_change_of_the_register_is_shown_with_both_figures(cast, monkeypatch):
    measure_findings(monkeypatch)
    closed_in_time(cast)
    report = accept_measured(cast)
    assert shown(report) == []
    left_open(cast)
    (one,) = shown(report)
    assert (one.entry.value, one.now.value, one.reason_now) == (100.0, 50.0, "")
    assert one.words == "1 of 2 findings were rectified and closed by their deadline."


def test_what_can_no_longer_be_measured_is_a_difference(cast, monkeypatch):
    measure_findings(monkeypatch)
    closed_in_time(cast)
    report = submit_measured(cast)
    measure_entrances(monkeypatch)
    (one,) = shown(report)
    assert (one.now.value, one.reason_now) == (None, "Not measured")
    assert one.words.startswith("No public entrance")


def test_who_reads_facts_alone_sees_differences_of_open_registers_only(cast, monkeypatch):
    measure_findings(monkeypatch)
    closed_in_time(cast)
    report = accept_measured(cast)
    left_open(cast)
    assert shown(report, sees_drafts=False) == []
    measure_entrances(monkeypatch)
    make_record("facilities", cast.park, by=cast.editor, kind="entrance", is_barrier_free=False)
    assert len(shown(report, sees_drafts=False)) == 1


def test_a_draft_has_no_differences_for_it_is_read_anew(cast, monkeypatch):
    measure_findings(monkeypatch)
    report = small_report(cast.park)
    left_open(cast)
    assert shown(report) == []


def test_a_new_revision_takes_the_change_in(cast, monkeypatch):
    measure_findings(monkeypatch)
    closed_in_time(cast)
    report = accept_measured(cast)
    left_open(cast)
    draft = reopen_report(report, by=cast.authority, reason="A finding was entered late.")
    assert draft.entries.get(indicator__code=MEASURED).value == 50.0
    assert len(shown(report)) == 1
    submit_report(draft, by=cast.lead)
    open_review(draft, by=cast.reviewer)
    accept_report(draft, by=cast.reviewer)
    assert (shown(report), shown(draft)) == ([], [])


@pytest.mark.parametrize("count", [1, 3])
def test_a_measure_is_asked_once_however_many_parks(
    cast, monkeypatch, count, django_assert_num_queries
):
    measure_findings(monkeypatch)
    left_open(cast)
    small_report(cast.park)
    for _number in range(count - 1):
        small_report(make_park(region=cast.district))
    entries = list(
        Entry.objects.filter(indicator__code=MEASURED).select_related("indicator", "report__period")
    )
    with django_assert_num_queries(1):
        assert list(register_differences(entries)) == []
