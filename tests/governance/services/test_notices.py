"""Issuing monthly notices: one act for many parks, figures that stand still."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import AuditEntry
from governance.models import MonthlyNotice
from governance.services.notices import due_on, issue_notices
from tests.factories import make_park, make_period
from tests.governance.supervised import TODAY, in_october, late, more_parks


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def issued(cast, parks=None, *, month="2026-09", by=None, **more):
    return issue_notices(parks or [cast.park], make_period(month), by=by or cast.authority, **more)


def test_a_notice_is_due_on_the_tenth_of_the_next_month():
    assert due_on(make_period_unsaved("2026-09")) == date(2026, 10, 10)
    assert due_on(make_period_unsaved("2026-12")) == date(2027, 1, 10)


def make_period_unsaved(code):
    class Month:
        ends_on = {"2026-09": date(2026, 9, 30), "2026-12": date(2026, 12, 31)}[code]

    return Month()


def test_many_parks_are_notified_in_one_act(cast):
    parks = [cast.park, *more_parks(cast, 2)]
    notices = issued(cast, parks, remarks=" Mind the deadlines. ")
    assert {one.park for one in notices} == set(parks)
    assert {(one.remarks, one.issued_on, one.due_on) for one in notices} == {
        ("Mind the deadlines.", TODAY, date(2026, 10, 10))
    }
    assert AuditEntry.objects.filter(action="notice.issue").count() == 3


def test_figures_stand_still(cast):
    late(cast)
    notice = issued(cast)[0]
    late(cast)
    notice.refresh_from_db()
    assert notice.figures["findings"]["open"] == 1


@pytest.mark.parametrize("name", ["lead", "reviewer", "observer", "administrator", "stranger"])
def test_only_an_authority_issues(cast, name):
    with pytest.raises(PermissionDenied):
        issued(cast, by=cast.person(name))


def test_a_park_that_is_not_one_s_own_stops_them_all(cast):
    with pytest.raises(PermissionDenied):
        issued(cast, [cast.park, cast.foreign_park])
    assert not MonthlyNotice.objects.exists()


@pytest.mark.parametrize("month", ["2026-10", "2026-Q3"])
def test_a_notice_is_of_a_month_that_has_ended(cast, month):
    with pytest.raises(RuleBroken) as refused:
        issued(cast, month=month)
    assert refused.value.code == "month_not_ended"


def test_a_notice_is_issued_once(cast):
    issued(cast)
    other = make_park("LH-02", cast.district)
    with pytest.raises(NoLongerPossible) as refused:
        issued(cast, [cast.park, other])
    assert refused.value.code == "notice_issued"
    assert "LH-01" in refused.value.message
    assert MonthlyNotice.objects.count() == 1


def test_somebody_is_notified_in_few_words(cast):
    with pytest.raises(RuleBroken) as refused:
        issue_notices([], make_period("2026-09"), by=cast.authority)
    assert refused.value.code == "parks_missing"
    with pytest.raises(RuleBroken) as refused:
        issued(cast, remarks="x" * 4_001)
    assert refused.value.code == "text_too_long"
