"""The path of a committee's parks, and how far its draft is."""

import pytest

from assessments.selectors import home_committee
from assessments.selectors.home_committee import draft_progress, paths_of_committee
from parks.choices import Role
from tests.assessments.gated import AUGUST, before_the_gate
from tests.assessments.small import at, draft, fill
from tests.factories import grant, make_park


def test_a_committee_sees_the_path_of_its_park_with_the_gate_ahead(cast):
    park = before_the_gate(cast)
    with at(AUGUST):
        (row,) = paths_of_committee(cast.editor)
    assert (row.park, row.now.code, row.now.gate.state) == (park, "t1", "open")
    assert [step.state for step in row.steps] == ["now", "todo", "todo"]


def test_a_park_that_has_not_entered_has_no_steps(cast):
    (row,) = paths_of_committee(cast.editor)
    assert (row.steps, row.now) == ((), None)


@pytest.mark.parametrize("role", ["reviewer", "authority", "observer", "consultant"])
def test_who_is_on_no_committee_has_no_path_to_see(cast, scored, role):
    assert list(paths_of_committee(cast.person(role))) == []


def test_only_the_first_parks_are_shown_and_never_those_of_others(cast, scored, monkeypatch):
    monkeypatch.setattr(home_committee, "MOST_PATHS", 2)
    make_park(region=cast.district)
    for code in ("ZZ-2", "ZZ-1"):
        grant(cast.editor, Role.EDITOR, park=make_park(region=cast.district, code=code))
    with at("2025-07-03"):
        shown = [row.park.code for row in paths_of_committee(cast.editor)]
    assert shown == [cast.park.code, "ZZ-1"]


def test_the_progress_of_a_draft_counts_what_is_asked_by_category(cast, scored):
    with at("2025-07-03"):
        report = draft(cast.park, "2025-04")
        (empty,) = draft_progress(report).categories
        saved = draft_progress(report).last_saved
        fill(report, {"tax": 5.0}, cast)
        found = draft_progress(report)
    assert (empty.category.total, empty.to_fill, empty.errors, saved) == (1, 1, 0, None)
    (full,) = found.categories
    assert (full.category.filled, full.to_fill) == (1, 0)
    assert found.report == report
    assert found.last_saved.changed_by == cast.editor


def test_a_failing_check_counts_as_an_error_of_its_category(cast, scored):
    with at("2025-07-03"):
        report = fill(draft(cast.park, "2025-04"), {"tax": -5.0}, cast)
        (row,) = draft_progress(report).categories
    assert row.errors == sum(one.has_error for one in row.category.rows)
