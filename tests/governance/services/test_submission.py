"""What keeps a report from being submitted."""

import pytest

from accounts.errors import RuleBroken
from governance.services.reports import save_entry
from governance.services.submission import require_complete
from tests.governance.forms_for_tests import filled_report, in_october, small_report


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def test_a_complete_report_passes(cast):
    require_complete(filled_report(cast.park, cast.editor))


def test_every_empty_entry_is_named(cast):
    with pytest.raises(RuleBroken) as refused:
        require_complete(small_report(cast.park))
    problems = refused.value.details["problems"]
    named = [one["indicators"] for one in problems]
    assert named == [["vacant"], ["floor"], ["employees"], ["meetings"]]
    assert problems[0]["message"].startswith("“Vacant floor space” is required")


def test_a_failed_check_blocks_even_with_a_note(cast):
    report = filled_report(cast.park, cast.editor, vacant=300)
    save_entry(
        report, "vacant", value=300, missing_reason="", note="So.", seen_version=1, by=cast.editor
    )
    with pytest.raises(RuleBroken) as refused:
        require_complete(report)
    assert [one["code"] for one in refused.value.details["problems"]] == ["check_failed"]


def test_what_is_not_required_may_stay_empty(cast):
    report = filled_report(cast.park, cast.editor)
    report.form.entries.filter(indicator__code="meetings").update(is_required=False)
    save_entry(
        report, "meetings", value=None, missing_reason="", note="", seen_version=1, by=cast.editor
    )
    require_complete(report)
