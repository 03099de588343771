"""What leaves supervision as CSV: as the page shows it, defused, and on record."""

import csv
import io

import pytest

from accounts.models import AuditEntry
from governance.selectors.supervision_board import FindingFilter, findings_found
from governance.services.rounds import check_item
from governance.services.supervision_exports import (
    BYTE_ORDER_MARK,
    export_findings,
    export_population,
    export_round,
)
from tests.governance.supervised import accepted_quarter, drawn_round, in_october, raised


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def rows_of(export):
    count, lines = export
    text = "".join(lines)
    assert text.startswith(BYTE_ORDER_MARK)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK))))
    assert len(rows) == count
    return rows


def test_findings_leave_with_formulas_defused(cast):
    raised(cast, title="=1+1")
    row = rows_of(export_findings(findings_found(cast.lead, FindingFilter()), by=cast.lead))[0]
    assert (row["park"], row["code"], row["title"]) == ("LH-01", "2026-001", "'=1+1")
    assert (row["status"], row["overdue"], row["due_on"]) == ("open", "0", "2026-10-31")
    assert AuditEntry.objects.get(action="finding.export").details == {"rows": 1}


def test_a_sample_leaves_with_what_was_seen(cast):
    accepted_quarter(cast)
    supervision = drawn_round(cast)
    check_item(supervision.sample.first(), remark="As filed.", by=cast.reviewer)
    rows = rows_of(export_round(supervision, by=cast.reviewer))
    assert [row["kind"] for row in rows] == ["report", "evidence", "evidence"]
    assert (rows[0]["remark"], rows[0]["checked_by"]) == ("As filed.", "Reviewer")
    assert rows[1]["indicator"] == "vacant"
    assert AuditEntry.objects.get(action="round.export").details == {"rows": 3}


def test_a_population_leaves_with_the_numbers_to_draw(cast):
    accepted_quarter(cast)
    rows = rows_of(export_population(drawn_round(cast), by=cast.reviewer))
    assert [(row["kind"], row["number"]) for row in rows] == [
        ("report", "0"),
        ("evidence", "0"),
        ("evidence", "1"),
    ]
