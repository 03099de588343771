"""The history page of a park."""

import pytest
from django.urls import reverse

ADDRESS = reverse("parks:observation_list", args=["LH-01"])


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
    assert "No facts on record yet" in response.content.decode()


@pytest.mark.parametrize(
    ("role", "status"), [("editor", 200), ("administrator", 403), ("stranger", 404)]
)
def test_observation_list_is_for_who_has_a_role(as_person, role, status):
    assert as_person(role).get(ADDRESS).status_code == status
