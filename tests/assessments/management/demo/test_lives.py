"""When things happen in the demo: on whatever day it is loaded, the last month and a late quarter are there."""

from datetime import UTC, datetime, timedelta

import pytest

from assessments.management.demo.lives import SCRIPTS, Life, moments_until
from assessments.management.demo.loading import turns_until
from governance.models import StageReport

FIRST_DAY = datetime(2026, 1, 1, 4, tzinfo=UTC)


@pytest.mark.parametrize("days", range(0, 800, 13))
def test_on_any_day_there_is_a_last_month_and_a_quarter_past_its_date(db, days):
    now = FIRST_DAY + timedelta(days=days)
    turns = turns_until(now)
    assert turns.last_month.ends_on < now.date()
    assert (now.date() - turns.last_month.ends_on).days <= 31
    assert turns.overdue_quarter.due_on < now.date()
    assert turns.eventful_quarter.ends_on < turns.overdue_quarter.starts_on


@pytest.mark.parametrize("hours", [1, 30, 90, 700])
@pytest.mark.parametrize("life", list(Life))
def test_a_report_of_the_last_month_gets_where_it_should_before_now(life, hours):
    opened_at = FIRST_DAY
    now = opened_at + timedelta(hours=hours)
    steps = moments_until(StageReport(opened_at=opened_at), life, now)
    moments = [opened_at, *(at for _act, at in steps), now]
    assert moments == sorted(set(moments))
    assert [act for act, _at in steps] == list(SCRIPTS[life])
