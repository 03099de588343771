"""The board: who sees which findings, under which filters, in which order."""

from datetime import date

import pytest

from governance.finding_workflow import escalate_finding
from governance.selectors.supervision_board import (
    FindingFilter,
    findings_found,
    supervision_page,
)
from governance.services.notices import issue_notices
from tests.factories import make_period
from tests.governance.supervised import closed, in_october, late, planned, raised, rectified


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def codes(user, **wanted):
    return [one.code for one in findings_found(user, FindingFilter(**wanted))]


def test_observers_and_consultants_see_closed_findings_only(cast):
    raised(cast)
    closed(cast)
    for name in ("editor", "lead", "reviewer", "authority"):
        assert codes(cast.person(name)) == ["2026-001", "2026-002"]
    for name in ("observer", "consultant"):
        assert codes(cast.person(name)) == ["2026-002"]
    for name in ("administrator", "stranger"):
        assert codes(cast.person(name)) == []


def test_what_is_to_be_done_comes_first(cast):
    for make in (closed, rectified, planned, raised, late, late):
        make(cast)
    escalate_finding(late(cast), to="The province", by=cast.authority)
    assert codes(cast.lead) == [
        "2026-007",
        "2026-005",
        "2026-006",
        "2026-004",
        "2026-003",
        "2026-002",
        "2026-001",
    ]


def test_filters_narrow(cast):
    raised(cast, severity="severe")
    late(cast)
    rectified(cast, day=date(2026, 8, 1))
    assert codes(cast.lead, severity="severe") == ["2026-001"]
    assert codes(cast.lead, overdue=True) == ["2026-002", "2026-003"]
    assert codes(cast.lead, status="rectified") == ["2026-003"]
    assert codes(cast.lead, region="YJ") == codes(cast.lead, park="lh-01") == codes(cast.lead)
    for none in ({"region": "QN"}, {"park": "QN-01"}, {"severity": "grave"}, {"status": "lost"}):
        assert codes(cast.lead, **none) == []


def test_the_address_is_read_as_it_is():
    asked = FindingFilter.of({"region": " YJ ", "status": "open\0", "overdue": "1", "page": "2"})
    assert asked == FindingFilter(region="YJ", status="open", overdue=True)
    assert asked.is_narrowing
    assert not FindingFilter.of({"overdue": "no"}).is_narrowing


def test_counts_are_by_status_whatever_status_is_shown(cast):
    raised(cast)
    late(cast)
    closed(cast)
    board = supervision_page(cast.reviewer, FindingFilter(status="closed"))
    assert {one.status: one.count for one in board.statuses} == {
        "escalated": 0,
        "open": 2,
        "planned": 0,
        "rectified": 0,
        "closed": 1,
    }
    assert (board.overdue, board.unclosed, len(board.page.object_list)) == (1, 2, 1)


def test_months_of_notices_are_counted(cast):
    issue_notices([cast.park], make_period("2026-09"), by=cast.authority)
    issue_notices([cast.park], make_period("2026-08"), by=cast.authority)
    board = supervision_page(cast.authority, FindingFilter())
    assert [(one.period, one.issued, one.late) for one in board.months] == [
        ("2026-09", 1, 0),
        ("2026-08", 1, 1),
    ]
    assert board.may_issue_notice
    assert board.may_open_round
