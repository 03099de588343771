"""Notices: who sees them, and what would be issued."""

from datetime import date

import pytest

from governance.models import MonthlyNotice
from governance.selectors.notice_list import drafted_notices, months_to_notify, notices_seen_by
from governance.services.notices import issue_notices
from governance.services.path import enter_stage
from tests.factories import make_period
from tests.governance.supervised import in_october, more_parks


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def enter(park, cast, day=date(2026, 1, 1)):
    enter_stage(park, "t1", entered_on=day, reason="It begins.", by=cast.authority)


def test_observers_see_issued_notices_only(cast):
    MonthlyNotice.objects.create(
        park=cast.park, period=make_period("2026-08"), due_on=date(2026, 9, 10)
    )
    issue_notices([cast.park], make_period("2026-09"), by=cast.authority)
    seen = {
        name: [one.period.code for one in notices_seen_by(cast.person(name))]
        for name in ("lead", "reviewer", "observer", "consultant", "administrator", "stranger")
    }
    assert seen["lead"] == seen["reviewer"] == ["2026-09", "2026-08"]
    assert seen["observer"] == seen["consultant"] == ["2026-09"]
    assert seen["administrator"] == seen["stranger"] == []


def test_drafts_are_of_parks_on_their_path_that_have_none(cast, django_assert_num_queries):
    month = make_period("2026-09")
    second, third = more_parks(cast, 2)
    enter(cast.park, cast)
    enter(second, cast)
    enter(third, cast, date(2026, 10, 1))
    issue_notices([second], month, by=cast.authority)
    with django_assert_num_queries(6):
        drafts = drafted_notices(cast.authority, cast.province, month)
    assert [one.park for one in drafts.drafted] == [cast.park]
    assert (drafts.issued, drafts.more) == (1, 0)
    assert drafted_notices(cast.reviewer, cast.province, month).drafted == []


def test_the_last_ended_months_are_offered():
    months = months_to_notify()
    assert months[0] == ("2026-09", "September 2026")
    assert [code for code, _name in months][-1] == "2026-04"
