"""The authority's entry decision."""

import pytest
from django.urls import reverse

from governance.models import PathStep
from tests.governance.forms_for_tests import in_october


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def url(name, cast):
    return reverse(f"governance:{name}", args=[cast.park.code])


DECISION = {"stage": "t2", "entered_on": "2025-01-01", "reason": "Renewal is under way."}


def test_path_enter_is_the_authoritys_and_happens_once(client, cast):
    client.force_login(cast.authority)
    assert client.get(url("path_enter", cast)).status_code == 200
    assert client.post(url("path_enter", cast), DECISION).status_code == 302
    assert PathStep.objects.get().stage == "t2"
    again = client.post(url("path_enter", cast), DECISION)
    assert again.status_code == 422
    assert b"This park has entered the path already." in again.content


@pytest.mark.parametrize(
    ("name", "status"),
    [("reviewer", 403), ("lead", 403), ("administrator", 403), ("stranger", 404)],
)
def test_path_enter_is_refused_to_others(client, cast, name, status):
    client.force_login(cast.person(name))
    assert client.post(url("path_enter", cast), DECISION).status_code == status


def test_path_enter_says_what_is_missing(client, cast):
    client.force_login(cast.authority)
    answer = client.post(url("path_enter", cast), {**DECISION, "reason": "", "stage": "t9"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"stage", "reason"}
