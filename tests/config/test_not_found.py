"""An unknown address is answered in the manner of the place it was looked for in."""

import pytest


@pytest.mark.django_db
def test_the_api_answers_an_unknown_address_with_a_problem(client):
    response = client.get("/api/v1/nothing-here")

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "not_found"


@pytest.mark.django_db
def test_pages_answer_an_unknown_address_with_a_page(client):
    response = client.get("/nothing-here/")

    assert response.status_code == 404
    assert "text/html" in response["Content-Type"]
