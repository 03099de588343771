"""The calendar of working days on the pages of the administrator."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from accounts import clock
from parks.models import CalendarDay
from parks.selectors.public_holidays import known_years
from parks.services.calendar import set_calendar_days

LIST, EDIT = reverse("parks:calendar_list"), reverse("parks:calendar_edit")
END = reverse("parks:calendar_end", args=["2026-10-10"])
FIELDS = {"first": "2026-10-10", "last": "", "is_working": "no", "note": "Typhoon"}


@pytest.fixture
def flood(cast):
    """A worked Saturday that is free here."""
    day = date(2026, 10, 10)
    set_calendar_days(day, day, is_working=False, note="Flood", by=cast.administrator)


def test_calendar_list_shows_a_year(as_person, flood):
    page = as_person("administrator").get(LIST, {"year": "2026"}).content.decode()

    assert "247 working days" in page
    assert "1 day set here" in page
    assert "Flood" in page
    assert "by Administrator" in page
    assert "National Day" in page
    assert "alert-warn" not in page
    assert as_person("authority").get(LIST).status_code == 404


def test_calendar_list_shows_this_year_unless_asked(as_person):
    client = as_person("administrator")
    with clock.at(datetime(2024, 10, 9, 6, tzinfo=UTC)):
        for query in ({}, {"year": "of the ox"}, {"year": "²⁰²⁶"}):
            assert "Working days of 2024" in client.get(LIST, query).content.decode()


def test_calendar_list_says_where_the_library_ends(as_person):
    beyond = known_years().stop
    page = as_person("administrator").get(LIST, {"year": beyond}).content.decode()

    assert f"knows the years 2001 to {beyond - 1}" in page
    assert "Only weekends are days off" in page


@pytest.mark.parametrize(
    ("year", "status"), [("1948", 404), ("1949", 200), ("2199", 200), ("2200", 404)]
)
def test_calendar_list_ends_somewhere(as_person, year, status):
    assert as_person("administrator").get(LIST, {"year": year}).status_code == status


@pytest.mark.parametrize("last", [1, 3])
def test_calendar_list_has_a_constant_number_of_queries(
    as_person, cast, last, django_assert_num_queries
):
    set_calendar_days(
        date(2026, 7, 1), date(2026, 7, last), is_working=False, note="", by=cast.administrator
    )
    client = as_person("administrator")
    with django_assert_num_queries(4):
        client.get(LIST, {"year": "2026"})


def test_calendar_edit_offers_the_opposite(as_person):
    client = as_person("administrator")
    worked = client.get(EDIT, {"day": "2026-10-10"})
    free = client.get(EDIT, {"day": "2026-10-07"})

    assert worked.context["form"].initial["is_working"] == "no"
    assert "Worked in exchange for 7 Oct 2026" in worked.content.decode()
    assert free.context["form"].initial["is_working"] == "yes"


def test_calendar_edit_offers_what_is_set_here(as_person, flood):
    response = as_person("administrator").get(EDIT, {"day": "2026-10-10"})

    assert response.context["form"].initial["is_working"] == "no"
    assert 'value="Flood"' in response.content.decode()


@pytest.mark.parametrize("day", ["", "tomorrow", "2026-02-30", "0070-01-01"])
def test_calendar_edit_takes_any_day(as_person, day):
    response = as_person("administrator").get(EDIT, {"day": day})

    assert response.status_code == 200
    assert response.context["day"] is None


def test_calendar_edit_sets_a_day(as_person, cast):
    response = as_person("administrator").post(EDIT, FIELDS)

    assert response.headers["Location"] == f"{LIST}?year=2026"
    row = CalendarDay.objects.get()
    assert (row.date, row.is_working, row.note) == (date(2026, 10, 10), False, "Typhoon")
    assert row.set_by == cast.administrator


def test_calendar_edit_sets_a_stretch(as_person):
    fields = {**FIELDS, "last": "2026-10-12", "is_working": "yes"}
    as_person("administrator").post(EDIT, fields)

    assert CalendarDay.objects.filter(is_working=True).count() == 3


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("first", "", "required"),
        ("last", "2026-10-09", "comes after the first"),
        ("last", "2027-10-09", "At most 31 days"),
        ("is_working", "perhaps", "perhaps"),
        ("note", "x" * 201, "200 characters"),
    ],
)
def test_calendar_edit_says_what_is_wrong(as_person, field, value, words):
    response = as_person("administrator").post(EDIT, {**FIELDS, field: value})

    assert response.status_code == 422
    assert words in response.content.decode()


def test_calendar_end_ends_a_day_once(as_person, flood):
    client = as_person("administrator")

    assert client.post(END).headers["Location"] == f"{LIST}?year=2026"
    assert not CalendarDay.objects.exists()
    assert client.post(END).status_code == 409


@pytest.mark.parametrize("day", ["2026-02-30", "today", "0070-01-01"])
def test_calendar_end_knows_days_only(as_person, day):
    address = reverse("parks:calendar_end", args=[day])

    assert as_person("administrator").post(address).status_code == 404
