"""What registers say is put into drafts, for many parks at once."""

from datetime import timedelta

import pytest

from accounts import clock
from governance.choices import EntrySource
from governance.measures import MEASURES
from governance.report_workflow import reopen_report, submit_report
from governance.services.register_readings import read_registers
from governance.services.reports import Opening, open_reports, save_entry
from parks.measures import Counted, Measure
from parks.measures.measure import share
from tests.factories import make_park, make_period
from tests.governance.forms_for_tests import (
    IN_OCTOBER,
    accept_filled,
    in_october,
    small_form,
    small_report,
)
from tests.governance.measures_for_tests import let_say


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def held(parks, period):
    """Of two meetings in each park one counts."""
    for park in parks:
        yield Counted(park, 1, 1.0)
        yield Counted(park, 2, 0.0)


@pytest.fixture
def asked(monkeypatch):
    """The calls of a measure of meetings."""
    calls = []

    def read(parks, period):
        calls.append((sorted(parks), period.code))
        return held(parks, period)

    said = Measure("meetings", "meetings", read, share, "%(part)s of %(whole)s.", "None.")
    monkeypatch.setitem(MEASURES, "meetings", said)
    return calls


def meetings(report):
    return report.entries.get(indicator__code="meetings")


def test_an_entry_keeps_what_its_figure_was_made_of(cast, asked):
    entry = meetings(small_report(cast.park))
    assert (entry.source, entry.value) == (EntrySource.REGISTER, 50.0)
    assert (entry.part, entry.whole) == (1.0, 2.0)


def test_nothing_to_measure_is_a_reason_and_no_value(cast, monkeypatch):
    let_say(monkeypatch, "meetings", None)
    entry = meetings(small_report(cast.park))
    assert (entry.value, entry.part, entry.whole) == (None, 0.0, 0.0)
    assert entry.missing_reason == entry.indicator.reason_for_nothing


def test_a_measure_is_asked_once_for_all_parks_of_a_period(cast, asked):
    form = small_form()
    parks = [cast.park, *(make_park(region=cast.district) for _number in range(2))]
    quarter, later = make_period("2026-Q2"), make_period("2026-Q3")
    for period in (quarter, later):
        open_reports([Opening(park, period, form, "t2") for park in parks])
    everywhere = sorted(park.pk for park in parks)
    assert asked == [(everywhere, "2026-Q2"), (everywhere, "2026-Q3")]


@pytest.mark.parametrize("count", [1, 3])
def test_reading_costs_two_queries_however_many_reports(
    cast, asked, count, django_assert_num_queries
):
    form, period = small_form(), make_period("2026-Q3")
    parks = [cast.park, *(make_park(region=cast.district) for _number in range(count - 1))]
    reports = open_reports([Opening(park, period, form, "t2") for park in parks])
    with django_assert_num_queries(2):
        read_registers(reports)


def test_submitting_reads_anew(cast, monkeypatch):
    let_say(monkeypatch, "meetings", 3.0)
    report = small_report(cast.park)
    let_say(monkeypatch, "meetings", 4.0)
    for code in ("vacant", "floor", "employees"):
        save_entry(
            report, code, value=50.0, missing_reason="", note="", seen_version=0, by=cast.editor
        )
    submit_report(report, by=cast.lead)
    assert meetings(report).value == 4.0


def test_a_reopened_report_reads_what_the_registers_say_then(cast, monkeypatch):
    report = accept_filled(cast)
    report.entries.filter(indicator__code="meetings").update(source=EntrySource.REGISTER)
    let_say(monkeypatch, "meetings", 9.0)
    with clock.at(IN_OCTOBER + timedelta(days=1)):
        draft = reopen_report(report, by=cast.authority, reason="A meeting was entered late.")
    assert meetings(draft).value == 9.0
    assert meetings(report).value == 2.0
