"""The history page of a park."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from parks.choices import Provenance
from parks.models import Indicator, Observation
from parks.services.observations import Observed, observe

ADDRESS = reverse("parks:observation_list", args=["LH-01"])
EXPORT = reverse("parks:observation_export", args=["LH-01"])


def revise(cast, observation, value):
    values = [Observed(observation.indicator_id, value)]
    way = Provenance.REPORT
    observe(cast.park, observation.period, values, by=cast.reviewer, provenance=way)


def test_observation_list_shows_value_unit_and_who(as_person, observation):
    page = as_person("observer").get(ADDRESS).content.decode()

    assert "43.2" in page
    assert "Vacancy rate" in page
    assert "Reviewer" in page


def test_observation_list_answers_htmx_with_its_rows(as_person, observation):
    response = as_person("observer").get(
        ADDRESS, {"indicator": "other"}, headers={"HX-Request": "true"}
    )

    assert "<html" not in response.content.decode()
    assert "No fact fits what you chose" in response.content.decode()


@pytest.mark.parametrize(
    ("role", "status"), [("editor", 200), ("administrator", 404), ("stranger", 404)]
)
def test_observation_list_is_for_who_has_a_role(as_person, role, status):
    assert as_person(role).get(ADDRESS).status_code == status


def test_observation_list_folds_earlier_revisions_under_the_value(cast, as_person, observation):
    revise(cast, observation, 40.0)
    page = as_person("observer").get(ADDRESS).content.decode()
    assert page.count("<tr>") == 2
    assert "1 earlier" in page
    assert "43.2" in page


def test_observation_list_as_of_a_day_shows_what_was_known_then(cast, as_person, observation):
    Observation.objects.update(recorded_at=datetime(2026, 6, 1, tzinfo=UTC))
    revise(cast, observation, 40.0)
    page = as_person("observer").get(ADDRESS, {"as_of": "2026-06-30"}).content.decode()
    assert "43.2" in page
    assert "earlier" not in page
    assert "As known on" in page
    assert "show now" in page


def test_observation_list_with_a_bad_day_shows_now_and_the_error(as_person, observation):
    page = as_person("observer").get(ADDRESS, {"as_of": "then"}).content.decode()
    assert "Write the day as year, month and day" in page
    assert "43.2" in page


def test_observation_export_holds_every_revision_and_is_recorded(cast, as_person, observation):
    Indicator.objects.update(name_en="=SUM(A1)")
    revise(cast, observation, 40.0)
    answer = as_person("observer").get(EXPORT, {"indicator": "vacancy_rate"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["value"], row["revision"]) for row in rows] == [("40.0", "2"), ("43.2", "1")]
    assert rows[0]["indicator_name"] == "'=SUM(A1)"
    assert answer.headers["X-Row-Count"] == "2"
    assert AuditEntry.objects.get(action="observation.export").details == {"rows": 2}


@pytest.mark.parametrize(("role", "status"), [("administrator", 404), ("stranger", 404)])
def test_observation_export_is_for_who_has_a_role(as_person, role, status):
    assert as_person(role).get(EXPORT).status_code == status
