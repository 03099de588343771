"""Entries and checks through the API."""

import pytest

from governance.models import EntryChange
from tests.governance.forms_for_tests import filled_report, small_report


def test_entry_list_gives_every_entry(cast, call):
    small_report(cast.park)
    results = call("editor", "get", "entries").data["results"]
    assert [one["indicator"] for one in results] == ["vacant", "floor", "employees", "meetings"]
    assert results[3]["source"] == "self_reported"


def test_entry_change_writes_what_is_sent_and_leaves_the_rest(cast, call):
    small_report(cast.park)
    answer = call("editor", "patch", "entries/vacant", {"version": 0, "value": 5.5})
    assert (answer.status_code, answer.data["value"], answer.data["version"]) == (200, 5.5, 1)
    answer = call("editor", "patch", "entries/vacant", {"version": 1, "note": "Hall 3."})
    assert (answer.data["value"], answer.data["note"]) == (5.5, "Hall 3.")
    answer = call("editor", "patch", "entries/vacant", {"version": 2, "missing_reason": "late"})
    assert (answer.data["value"], answer.data["missing_reason"]) == (None, "late")
    answer = call("editor", "patch", "entries/vacant", {"version": 3, "value": 0})
    assert (answer.data["value"], answer.data["missing_reason"]) == (0.0, "")
    assert answer.data["changed_by"] == {"name": "Editor"}


def test_entry_change_of_an_old_version_gives_both_values(cast, call):
    small_report(cast.park)
    call("lead", "patch", "entries/vacant", {"version": 0, "value": 5})
    answer = call("editor", "patch", "entries/vacant", {"version": 0, "value": 7})
    assert (answer.status_code, answer.data["code"]) == (412, "entry_changed")
    assert (answer.data["yours"]["value"], answer.data["theirs"]["value"]) == (7.0, 5.0)


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ('{"version": 0, "value": 1e999999}', "parse_error"),
        ('{"version": 0, "value": 1e16}', "value_too_large"),
        ('{"version": 0, "value": NaN}', "parse_error"),
        ('{"version": 0, "value": Infinity}', "parse_error"),
        ('{"version": 0, "value": "abc"}', "invalid"),
        ('{"value": 1}', "invalid"),
        ('{"version": 0, "value": 1, "missing_reason": "late"}', "value_and_reason"),
        ('{"version": 0, "missing_reason": "lost"}', "invalid"),
    ],
)
def test_entry_change_refuses_what_is_no_value(cast, call, sent, code):
    small_report(cast.park)
    answer = call(
        "editor", "patch", "entries/vacant", sent, format=None, content_type="application/json"
    )
    assert (answer.status_code, answer.data["code"]) == (400, code)
    assert not EntryChange.objects.exists()


@pytest.mark.parametrize(
    ("name", "indicator", "status"),
    [
        ("reviewer", "vacant", 403),
        ("observer", "vacant", 404),
        ("stranger", "vacant", 404),
        ("editor", "vacancy", 404),
        ("editor", "nothing", 404),
    ],
)
def test_entry_change_is_for_the_committee(cast, call, name, indicator, status):
    small_report(cast.park)
    answer = call(name, "patch", f"entries/{indicator}", {"version": 0, "value": 1})
    assert answer.status_code == status


def test_entry_change_ignores_every_field_but_its_own(cast, call):
    report = small_report(cast.park)
    sent = {"version": 0, "value": 1, "source": "register", "status": "accepted", "report": 99}
    assert call("editor", "patch", "entries/vacant", sent).status_code == 200
    report.refresh_from_db()
    assert report.status == "draft"
    assert report.entries.get(indicator__code="vacant").source == "entry"


def test_entry_change_many_makes_all_changes_or_none(cast, call):
    report = small_report(cast.park)
    good = {"indicator": "vacant", "version": 0, "value": 5}
    bad = [
        {"indicator": "floor", "version": 0, "value": 1e300},
        {"indicator": "nothing", "version": 0, "value": 1},
    ]
    answer = call("editor", "patch", "entries", {"entries": [good, *bad]})
    assert (answer.status_code, answer.data["code"]) == (400, "entries_refused")
    named = [(one["indicator"], one["code"]) for one in answer.data["entries"]]
    assert named == [("floor", "value_too_large"), ("nothing", "entry_unknown")]
    assert not EntryChange.objects.exists()
    assert call("editor", "patch", "entries", {"entries": [good]}).status_code == 200
    late = call("lead", "patch", "entries", {"entries": [{**good, "value": 6}]})
    assert late.status_code == 412
    assert report.entries.get(indicator__code="vacant").value == 5


def test_entry_list_costs_two_queries(cast, call, django_assert_num_queries):
    small_report(cast.park)
    with django_assert_num_queries(2):
        call("editor", "get", "entries")


def test_check_list_says_what_fails_and_by_how_much(cast, call):
    filled_report(cast.park, cast.editor, vacant=130)
    first, second = call("editor", "get", "checks").data["results"]
    assert (first["outcome"], first["off_by"], first["indicators"]) == (
        "fails",
        30.0,
        ["vacant", "floor"],
    )
    assert (second["outcome"], second["missing"]) == ("skipped", ["previous.employees"])
