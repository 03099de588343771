"""The day that a reader asks about."""

from datetime import UTC, date, datetime

import pytest

from accounts import clock
from accounts.errors import RuleBroken
from accounts.selectors.as_of import NOW, as_of_asked, end_of, moment_of


@pytest.fixture(autouse=True)
def _july():
    with clock.at(datetime(2026, 7, 2, 20, tzinfo=UTC)):  # 4 o'clock on 3 July in Shanghai
        yield


def test_without_a_day_now_is_meant():
    assert as_of_asked(" ") == NOW
    assert moment_of("") is None
    assert NOW.today == date(2026, 7, 3)


def test_the_moment_is_the_last_of_the_day_where_the_installation_stands(settings):
    settings.TIME_ZONE = "Asia/Shanghai"
    assert moment_of("2026-06-30") == datetime(2026, 6, 30, 15, 59, 59, 999999, tzinfo=UTC)
    assert as_of_asked("2026-06-30").today == date(2026, 6, 30)
    assert end_of(date(2026, 6, 30)) == moment_of("2026-06-30")


def test_today_may_be_asked_for():
    assert as_of_asked("2026-07-03").error == ""


@pytest.mark.parametrize(
    "text",
    [
        "2026-7-3",
        "2026-W27-1",
        "yesterday",
        "20260630",
        "2026-02-30",
        "0001-01-01",
        "9999-12-31",
        "\uff12026-06-30",
    ],
)
def test_a_bad_or_future_day_is_refused_and_shown_as_now(text):
    asked = as_of_asked(text)
    assert asked.error
    assert asked.moment is None
    with pytest.raises(RuleBroken) as refused:
        moment_of(text)
    assert refused.value.code == "as_of_invalid"
