"""Every address of the API that changes something takes an `Idempotency-Key`, the ones to come as well."""

import pytest
from django.urls import get_resolver
from rest_framework.views import APIView

from tests.access.asking import ask
from tests.access.bodies import body_of
from tests.access.scene import PEOPLE, rolled_back, standing_scene
from tests.access.snapshot import changes_since, snapshot
from tests.access.table import LINES, allowed

pytestmark = [pytest.mark.access, pytest.mark.django_db]

WRITES = [line for line in LINES if line.name.startswith("api:") and line.method != "GET"]
KEY = {"Idempotency-Key": "8e03978e-40d5-43dd-bc93-6894a57f9324"}


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), standing_scene() as scene:
        yield scene


def api_patterns():
    for entry in get_resolver().url_patterns:
        if str(entry.pattern) == "api/":
            for inner in entry.url_patterns:
                if str(inner.pattern) == "v1/":
                    yield from inner.url_patterns


def test_every_address_of_the_api_is_a_view_that_takes_keys():
    """The key is taken before any view of Django REST framework; an address that is none would go without."""
    views = {pattern.name: getattr(pattern.callback, "cls", None) for pattern in api_patterns()}
    assert [name for name, view in views.items() if not issubclass(view or int, APIView)] == []
    assert len(views) > 30


@pytest.mark.parametrize("line", WRITES, ids=str)
def test_what_is_sent_twice_is_done_once(scene, line):
    person = next(one for one in PEOPLE if allowed(line.answers[one]))
    body = body_of(line.name, scene)
    with rolled_back():
        client, arguments = scene.client(person), scene.arguments(line.at)
        first = ask(client, line.name, line.method, arguments, body, headers=KEY)
        before = snapshot()
        again = ask(client, line.name, line.method, arguments, body, headers=KEY)
        changes = changes_since(before)
    assert allowed(first.word)
    assert changes == []
    is_secret = '"code":"idempotency_answer_not_kept"' in again.text
    assert again == first or is_secret
