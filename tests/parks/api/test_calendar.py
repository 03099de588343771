"""The calendar of working days in the API."""

from datetime import date

import pytest
from django.urls import reverse

from parks.models import CalendarDay
from parks.services.calendar import set_calendar_days

YEAR = reverse("api:calendar_detail", args=[2026])
DAY = reverse("api:calendar_day_detail", args=["2026-10-10"])


def test_calendar_detail_has_all_days_of_a_year(api_as):
    answer = api_as("observer").get(YEAR).json()
    days = {day["date"]: day for day in answer["days"]}

    assert (answer["year"], answer["is_known"], answer["working_days"]) == (2026, True, 248)
    assert answer["known_from"] == 2001
    assert len(days) == 365
    assert days["2026-10-01"] == {
        "date": "2026-10-01",
        "is_working": False,
        "rule": "state",
        "names": {"en": "National Day", "zh-hans": "国庆节"},
        "exchanged_for": None,
        "note": "",
    }


@pytest.mark.parametrize("year", [0, 1948, 2200, 99_999])
def test_calendar_detail_ends_somewhere(api_as, year):
    assert api_as("observer").get(reverse("api:calendar_detail", args=[year])).status_code == 404


@pytest.mark.parametrize("last", [1, 3])
def test_calendar_detail_has_a_constant_number_of_queries(
    api_as, cast, last, django_assert_num_queries
):
    set_calendar_days(
        date(2026, 7, 1), date(2026, 7, last), is_working=False, note="", by=cast.administrator
    )
    with django_assert_num_queries(1):
        api_as("observer").get(YEAR)


def test_calendar_day_detail_is_one_day(api_as):
    answer = api_as("observer").get(DAY).json()

    assert (answer["is_working"], answer["exchanged_for"]) == (True, "2026-10-07")
    assert answer["names"] == {"en": "", "zh-hans": ""}


@pytest.mark.parametrize("day", ["2026-02-30", "today", "0070-01-01"])
def test_calendar_day_detail_knows_days_only(api_as, day):
    address = reverse("api:calendar_day_detail", args=[day])

    assert api_as("administrator").get(address).status_code == 404
    assert api_as("administrator").put(address, {"is_working": True}).status_code == 404


def test_a_day_is_set_and_ended_by_administrators(api_as):
    client = api_as("administrator")
    answer = client.put(DAY, {"is_working": False, "note": "Flood"}, format="json")

    assert answer.status_code == 200
    assert (answer.json()["rule"], answer.json()["note"]) == ("here", "Flood")
    assert client.delete(DAY).status_code == 204
    assert not CalendarDay.objects.exists()
    assert client.delete(DAY).status_code == 404


@pytest.mark.parametrize("person", ["lead", "authority"])
def test_others_read_only(api_as, person):
    client = api_as(person)

    assert client.put(DAY, {"is_working": False}, format="json").status_code == 403
    assert client.delete(DAY).status_code == 403


@pytest.mark.parametrize(
    "body", [{}, {"is_working": "perhaps"}, {"is_working": True, "note": "x" * 201}]
)
def test_what_is_wrong_is_told(api_as, body):
    answer = api_as("administrator").put(DAY, body, format="json")

    assert answer.status_code == 400
    assert answer.json()["code"] == "invalid"
