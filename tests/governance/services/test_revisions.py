"""The draft copy that reopening makes."""

import pytest

from governance.services.revisions import copy_to_next_revision, newer_revision
from tests.governance.forms_for_tests import VALUES, accept_filled, in_october
from tests.governance.measures_for_tests import let_say


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def test_a_copy_holds_the_same_and_starts_its_own_versions(cast):
    report = accept_filled(cast)
    assert not newer_revision(report)
    draft = copy_to_next_revision(report, reason="A slip.")
    assert newer_revision(report)
    assert (draft.revision, draft.status, draft.form, draft.stage) == (
        2,
        "draft",
        report.form,
        report.stage,
    )
    kept = ("indicator__code", "value", "missing_reason", "note", "changed_by")
    assert list(draft.entries.values_list(*kept)) == list(report.entries.values_list(*kept))
    assert set(draft.entries.values_list("version", "observation")) == {(0, None)}


def test_a_copy_reads_the_registers_anew(cast, monkeypatch):
    let_say(monkeypatch, "meetings", 2.0)
    monkeypatch.delitem(VALUES, "meetings")
    report = accept_filled(cast)
    let_say(monkeypatch, "meetings", 9.0)
    draft = copy_to_next_revision(report, reason="More meetings.")
    assert draft.entries.get(indicator__code="meetings").value == 9.0
    assert report.entries.get(indicator__code="meetings").value == 2.0
