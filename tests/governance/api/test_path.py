"""The path of a park through the API."""

import pytest
from rest_framework.test import APIClient

DECISION = {"stage": "t2", "entered_on": "2025-01-01", "reason": "It is under way."}


@pytest.fixture
def path_of(cast):
    def send(name, data=None):
        client = APIClient()
        client.force_authenticate(cast.person(name))
        address = f"/api/v1/parks/{cast.park.code}/path"
        return client.post(address, data, format="json") if data else client.get(address)

    return send


def test_path_enter_is_decided_once_by_the_authority(cast, path_of):
    assert path_of("authority").data == {"steps": [], "may_enter": True}
    answer = path_of("authority", DECISION)
    assert (answer.status_code, answer.data["may_enter"]) == (201, False)
    assert answer.data["steps"][0]["decided_by"] == {"name": "Authority"}
    again = path_of("authority", DECISION)
    assert (again.status_code, again.data["code"]) == (409, "path_entered")


@pytest.mark.parametrize(
    ("name", "read", "write"), [("lead", 200, 403), ("observer", 200, 403), ("stranger", 404, 404)]
)
def test_path_enter_is_refused_to_others(path_of, name, read, write):
    assert path_of(name).status_code == read
    assert path_of(name, DECISION).status_code == write
