"""Periods on the pages of the administrator."""

from django.urls import reverse

from parks.models import Period
from tests.factories import make_period

LIST = reverse("parks:period_list")
EDIT = reverse("parks:period_edit", args=["2026-Q3"])


def test_period_list_shows_periods_by_kind(as_person, db):
    make_period("2026-Q3")
    make_period("2026-09")
    client = as_person("administrator")

    assert "2026-09" in client.get(LIST).content.decode()
    quarters = client.get(LIST, {"every": "quarter"}).content.decode()
    assert "2026-Q3" in quarters
    assert "2026-09" not in quarters
    assert as_person("authority").get(LIST).status_code == 404


def test_period_list_says_what_it_is_for_where_it_is_empty(as_person):
    assert "No periods yet" in as_person("administrator").get(LIST).content.decode()


def test_period_edit_moves_the_deadline(as_person, db):
    make_period("2026-Q3")
    client = as_person("administrator")
    assert "2026-10-15" in client.get(EDIT).content.decode()

    response = client.post(EDIT, {"due_on": "2026-10-20", "locks_on": "2026-12-01"})

    assert response.status_code == 302
    assert Period.objects.get(code="2026-Q3").due_on.day == 20


def test_period_edit_says_what_is_wrong(as_person, db):
    make_period("2026-Q3")
    fields = {"due_on": "2026-09-01", "locks_on": "2026-12-01"}
    response = as_person("administrator").post(EDIT, fields)

    assert response.status_code == 422
    assert "due after its last day" in response.content.decode()
