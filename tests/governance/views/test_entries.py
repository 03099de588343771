"""One entry: its panel, saving a single cell, notes."""

import pytest
from django.urls import reverse

from governance import report_workflow as workflow
from governance.services.reports import save_entry
from tests.governance.forms_for_tests import (
    PERIOD,
    accept_filled,
    filled_report,
    in_october,
    small_report,
)

GRID = {"x-entry-grid": "1"}


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


@pytest.fixture
def as_person(client, cast):
    def sign_in(name):
        client.force_login(cast.person(name))
        return client

    return sign_in


def url(name, cast, *more):
    return reverse(f"governance:{name}", args=[cast.park.code, PERIOD, *more])


def cell(code, value="", reason="", seen=0):
    return {f"value-{code}": value, f"reason-{code}": reason, f"seen-{code}": str(seen)}


def test_entry_save_answers_with_the_row_the_formulas_and_the_bar(cast, as_person):
    report = small_report(cast.park)
    save_entry(report, "floor", value=50, missing_reason="", note="", seen_version=0, by=cast.lead)
    answer = as_person("editor").post(
        url("entry_save", cast, "vacant"), cell("vacant", "5"), headers=GRID
    )
    page = answer.content.decode()
    assert (answer.status_code, answer.headers["X-Entry-Grid"]) == (200, "saved")
    assert 'id="row-vacant"' in page
    assert 'id="row-vacancy"' in page
    assert "10.0" in page
    assert 'id="row-employees"' not in page
    assert 'id="bar"' in page
    assert report.entries.get(indicator__code="vacant").value == 5


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("NaN", "is not a number"),
        ("inf", "is not a number"),
        ("1e999999", "This number is too large."),
        ("1e300", "This number is too large."),
        ("12 apples", "is not a number"),
        ("5 %", "This value is not a per cent."),
        ("1,2,3", "is not a number"),
    ],
)
def test_entry_save_refuses_what_is_no_number_and_keeps_it(cast, as_person, typed, says):
    report = small_report(cast.park)
    answer = as_person("editor").post(
        url("entry_save", cast, "vacant"), cell("vacant", typed), headers=GRID
    )
    assert (answer.status_code, answer.headers["X-Entry-Grid"]) == (422, "refused")
    assert says in answer.content.decode()
    assert typed in answer.content.decode()
    assert report.entries.get(indicator__code="vacant").version == 0


def test_entry_save_shows_both_values_of_a_conflict_and_either_can_be_kept(cast, as_person):
    report = small_report(cast.park)
    save_entry(report, "vacant", value=5, missing_reason="", note="", seen_version=0, by=cast.lead)
    client = as_person("editor")
    answer = client.post(
        url("entry_save", cast, "vacant"), cell("vacant", "7", seen=0), headers=GRID
    )
    page = answer.content.decode()
    assert answer.status_code == 412
    assert "Lead saved 5 while you typed “7”." in page
    assert 'name="seen-vacant" value="1"' in page
    kept = client.post(url("entry_save", cast, "vacant"), cell("vacant", "7", seen=1), headers=GRID)
    assert kept.status_code == 200
    assert report.entries.get(indicator__code="vacant").value == 7


def test_entry_save_takes_a_reason_and_empties_a_cell(cast, as_person):
    report = small_report(cast.park)
    client = as_person("editor")
    posted = cell("vacant", "", "not_applicable")
    assert client.post(url("entry_save", cast, "vacant"), posted, headers=GRID).status_code == 200
    assert report.entries.get(indicator__code="vacant").missing_reason == "not_applicable"
    posted = cell("vacant", "", "", seen=1)
    assert client.post(url("entry_save", cast, "vacant"), posted, headers=GRID).status_code == 200
    assert not report.entries.get(indicator__code="vacant").is_filled


def test_entry_save_of_a_submitted_report_is_no_longer_possible(cast, as_person):
    report = filled_report(cast.park, cast.editor)
    workflow.submit_report(report, by=cast.lead)
    answer = as_person("editor").post(
        url("entry_save", cast, "vacant"), cell("vacant", "9", seen=1), headers=GRID
    )
    assert answer.status_code == 409
    assert report.entries.get(indicator__code="vacant").value == 20


def test_entry_save_of_a_note_leaves_the_value(cast, as_person):
    report = filled_report(cast.park, cast.editor)
    posted = {"note-vacant": "Hall 3 is empty.", "seen-vacant": "1"}
    answer = as_person("editor").post(url("entry_save", cast, "vacant"), posted)
    assert answer.status_code == 302
    entry = report.entries.get(indicator__code="vacant")
    assert (entry.value, entry.note) == (20, "Hall 3 is empty.")


@pytest.mark.parametrize(
    ("name", "indicator", "status"),
    [
        ("reviewer", "vacant", 403),
        ("observer", "vacant", 404),
        ("stranger", "vacant", 404),
        ("editor", "no_such_thing", 404),
    ],
)
def test_entry_save_is_for_the_committee_and_its_entries(cast, as_person, name, indicator, status):
    small_report(cast.park)
    answer = as_person(name).post(url("entry_save", cast, indicator), cell(indicator, "1"))
    assert answer.status_code == status


def test_entry_detail_shows_the_past_and_the_part_alone_to_htmx(cast, as_person):
    accept_filled(cast, "2026-Q1", vacant=40)
    accept_filled(cast, "2026-Q2", vacant=30)
    filled_report(cast.park, cast.editor)
    client = as_person("editor")
    whole = client.get(url("entry_detail", cast, "vacant"))
    assert [one.value for one in whole.context["panel"].values] == [20.0, 30.0, 40.0]
    assert b"<polyline" in whole.content
    part = client.get(url("entry_detail", cast, "vacant"), headers={"hx-request": "true"})
    assert b"<html" not in part.content
    assert b"2026-Q1" in part.content


def test_entry_detail_keeps_notes_and_drafts_from_observers(cast, as_person):
    report = filled_report(cast.park, cast.editor)
    workflow.submit_report(report, by=cast.lead)
    as_person("reviewer").post(url("review_note_add", cast, "vacant"), {"text": "Which halls?"})
    workflow.open_review(report, by=cast.reviewer)
    workflow.accept_report(report, by=cast.reviewer)
    assert b"Which halls?" in as_person("editor").get(url("entry_detail", cast, "vacant")).content
    seen = as_person("observer").get(url("entry_detail", cast, "vacant"))
    assert seen.status_code == 200
    assert b"Which halls?" not in seen.content
    assert list(seen.context["panel"].changes) == []


def test_review_note_add_is_answered_by_the_committee(cast, as_person):
    report = filled_report(cast.park, cast.editor)
    workflow.submit_report(report, by=cast.lead)
    address = url("review_note_add", cast, "vacant")
    assert as_person("reviewer").post(address, {"text": "Which halls?"}).status_code == 302
    assert as_person("editor").post(address, {"text": "Hall 3."}).status_code == 302
    panel = as_person("reviewer").get(url("entry_detail", cast, "vacant")).context["panel"]
    assert [note.by_reviewer for note in panel.notes] == [True, False]
    assert panel.open_notes == 0


def test_review_note_add_says_what_is_wrong(cast, as_person):
    small_report(cast.park)
    address = url("review_note_add", cast, "vacant")
    assert as_person("editor").post(address, {"text": " "}).status_code == 422
    assert as_person("reviewer").post(address, {"text": "Early."}).status_code == 409
    assert as_person("stranger").post(address, {"text": "Hello."}).status_code == 404


def test_entry_save_costs_the_same_with_and_without_history(
    cast, as_person, django_assert_num_queries
):
    client = as_person("editor")
    small_report(cast.park)
    client.get(url("report_detail", cast))
    with django_assert_num_queries(27):
        client.post(url("entry_save", cast, "vacant"), cell("vacant", "5"), headers=GRID)
    accept_filled(cast, "2026-Q2")
    accept_filled(cast, "2026-Q1")
    with django_assert_num_queries(27):
        client.post(url("entry_save", cast, "vacant"), cell("vacant", "6", seen=1), headers=GRID)
