"""Opening reports and writing their cells."""

import math
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts import clock
from accounts.errors import ChangedMeanwhile, NoLongerPossible, RuleBroken
from accounts.models import AuditEntry
from governance.choices import EntrySource
from governance.models import EntryChange, StageReport
from governance.services.reports import (
    Cell,
    Filled,
    copy_forward,
    open_report,
    save_entries,
    save_entry,
    save_narrative,
)
from tests.governance.forms_for_tests import IN_OCTOBER, accept_filled, in_october, small_report
from tests.governance.measures_for_tests import let_say


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


@pytest.fixture
def report(cast):
    return small_report(cast.park)


def write(report, by, code="vacant", **fields):
    given = {"value": 1.0, "missing_reason": "", "note": "", "seen_version": 0, **fields}
    return save_entry(report, code, by=by, **given)


def test_opening_makes_one_empty_entry_per_asked_row_and_happens_once(report):
    again = open_report(report.park, report.period, report.form, stage="t2")
    assert again == report
    assert StageReport.objects.count() == 1
    sources = dict(report.entries.values_list("indicator__code", "source"))
    assert sources == {
        "vacant": EntrySource.ENTRY,
        "floor": EntrySource.ENTRY,
        "employees": EntrySource.ENTRY,
        "meetings": EntrySource.SELF_REPORTED,
    }


def test_a_registered_measure_ends_self_reporting(cast, monkeypatch):
    let_say(monkeypatch, "meetings", 7.0)
    entry = small_report(cast.park).entries.get(indicator__code="meetings")
    assert (entry.source, entry.value) == (EntrySource.REGISTER, 7.0)
    with pytest.raises(RuleBroken) as refused:
        write(entry.report, cast.editor, "meetings")
    assert refused.value.code == "entry_read_only"


def test_a_change_is_kept_with_who_and_when(cast, report):
    entry = write(report, cast.editor, value=5.0, note=" Hall 3. ")
    assert (entry.value, entry.note, entry.version) == (5.0, "Hall 3.", 1)
    assert EntryChange.objects.get().by == cast.editor
    details = AuditEntry.objects.get(action="entry.write").details
    assert (details["before"], details["after"]) == ([None, "", ""], [5.0, "", "Hall 3."])


def test_writing_what_is_there_already_changes_nothing(cast, report):
    write(report, cast.editor)
    assert write(report, cast.lead, seen_version=0).version == 1
    assert EntryChange.objects.count() == 1


def test_a_cell_changed_meanwhile_is_not_overwritten(cast, report):
    write(report, cast.lead, value=5.0)
    with pytest.raises(ChangedMeanwhile) as refused:
        write(report, cast.editor, value=7.0)
    details = refused.value.details
    assert (details["yours"]["value"], details["theirs"]["value"]) == (7.0, 5.0)
    assert (details["theirs"]["version"], details["theirs"]["changed_by"]) == (1, "Lead")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"value": math.nan}, "value_not_finite"),
        ({"value": math.inf}, "value_not_finite"),
        ({"value": 1e16}, "value_too_large"),
        ({"missing_reason": "late"}, "value_and_reason"),
        ({"value": None, "missing_reason": "forgot"}, "reason_unknown"),
        ({"note": "x" * 4_001}, "note_too_long"),
    ],
)
def test_bad_cells_are_refused(cast, report, fields, code):
    with pytest.raises(RuleBroken) as refused:
        write(report, cast.editor, **fields)
    assert refused.value.code == code


def test_only_asked_indicators_can_be_written(cast, report):
    with pytest.raises(RuleBroken) as refused:
        write(report, cast.editor, "vacancy")
    assert refused.value.code == "entry_unknown"


@pytest.mark.parametrize("name", ["reviewer", "authority", "observer", "administrator", "stranger"])
def test_only_the_committee_writes(cast, report, name):
    with pytest.raises(PermissionDenied):
        write(report, cast.person(name))


def test_after_the_lock_nothing_is_written(cast, report):
    report.period.due_on, report.period.locks_on = (
        report.period.due_on.replace(day=2),
        report.period.due_on.replace(day=9),
    )
    report.period.save()
    with pytest.raises(NoLongerPossible) as refused:
        write(report, cast.editor)
    assert refused.value.code == "period_locked"


def test_a_report_that_opens_after_its_lock_can_be_filled_for_a_month(cast):
    with clock.at(IN_OCTOBER + timedelta(days=90)):
        report = small_report(cast.park)
        assert report.open_until == report.locks_on == date(2027, 2, 6)
        write(report, cast.editor)
    with clock.at(IN_OCTOBER + timedelta(days=120)), pytest.raises(NoLongerPossible) as refused:
        write(report, cast.editor, value=2.0, seen_version=1)
    assert refused.value.code == "period_locked"


def test_a_report_that_opens_in_time_is_locked_with_its_period(report):
    assert report.open_until is None
    assert report.locks_on == report.period.locks_on


def test_a_narrative_changed_meanwhile_is_not_overwritten(cast, report):
    save_narrative(report, text="One.", seen_version=1, by=cast.editor)
    with pytest.raises(ChangedMeanwhile) as refused:
        save_narrative(report, text="Two.", seen_version=1, by=cast.lead)
    assert refused.value.details["theirs"] == {"text": "One.", "version": 2}
    with pytest.raises(RuleBroken):
        save_narrative(report, text="x" * 20_001, seen_version=2, by=cast.lead)


def test_copying_forward_counts_as_writing(cast):
    accept_filled(cast, "2026-Q2")
    report = small_report(cast.park)
    assert copy_forward(report, by=cast.editor) == 4
    assert copy_forward(report, by=cast.editor) == 0
    assert EntryChange.objects.filter(entry__report=report, by=cast.editor).count() == 4


def test_several_cells_are_written_at_once_each_with_its_history(cast, report):
    cells = {"vacant": Cell(Filled(5.0, "", ""), 0), "floor": Cell(Filled(None, "late", ""), 0)}
    entries = save_entries(report, cells, by=cast.editor)
    assert [entry.version for entry in entries] == [1, 1]
    assert EntryChange.objects.filter(entry__in=entries).count() == 2
    assert AuditEntry.objects.filter(action="entry.write").count() == 2


def test_where_one_cell_is_refused_none_is_written(cast, report):
    write(report, cast.lead, "floor", value=9.0)
    cells = {"vacant": Cell(Filled(5.0, "", ""), 0), "floor": Cell(Filled(8.0, "", ""), 0)}
    with pytest.raises(ChangedMeanwhile) as refused:
        save_entries(report, cells, by=cast.editor)
    assert refused.value.details["indicator"] == "floor"
    assert report.entries.get(indicator__code="vacant").value is None
    unasked = {"vacant": cells["vacant"], "unasked": Cell(Filled(1.0, "", ""), 0)}
    with pytest.raises(RuleBroken) as not_asked:
        save_entries(report, unasked, by=cast.editor)
    assert not_asked.value.code == "entry_unknown"
    assert report.entries.get(indicator__code="vacant").value is None
