"""Notes of reviewers and answers of committees."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.errors import NoLongerPossible, RuleBroken
from governance import report_workflow as workflow
from governance.services.notes import add_note
from parks.choices import Role
from tests.factories import grant
from tests.governance.forms_for_tests import filled_report, in_october


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


@pytest.fixture
def entry(cast):
    report = workflow.submit_report(filled_report(cast.park, cast.editor), by=cast.lead)
    return report.entries.get(indicator__code="vacant")


def test_an_answer_closes_what_is_open(cast, entry):
    add_note(entry, "Which halls?", by=cast.reviewer)
    answer = add_note(entry, " Hall 3. ", by=cast.editor)
    first, second = entry.review_notes.all()
    assert (first.by_reviewer, first.answered_at) == (True, answer.at)
    assert (second.by_reviewer, second.text) == (False, "Hall 3.")


@pytest.mark.parametrize("name", ["observer", "administrator", "stranger"])
def test_others_write_no_notes(cast, entry, name):
    with pytest.raises(PermissionDenied):
        add_note(entry, "Hello.", by=cast.person(name))


def test_who_wrote_in_the_report_speaks_for_the_committee(cast, entry):
    grant(cast.editor, Role.REVIEWER, region=cast.district)
    assert not add_note(entry, "It is fine.", by=cast.editor).by_reviewer


@pytest.mark.parametrize("text", ["", "  ", "x" * 4_001])
def test_empty_and_endless_notes_are_refused(cast, entry, text):
    with pytest.raises(RuleBroken):
        add_note(entry, text, by=cast.reviewer)


def test_notes_end_with_the_review(cast, entry):
    workflow.withdraw_report(entry.report, by=cast.lead)
    with pytest.raises(NoLongerPossible):
        add_note(entry, "Late.", by=cast.reviewer)
    report = workflow.submit_report(entry.report, by=cast.lead)
    report = workflow.open_review(report, by=cast.reviewer)
    workflow.accept_report(report, by=cast.reviewer)
    with pytest.raises(NoLongerPossible):
        add_note(entry, "Later.", by=cast.editor)
