"""Schemathesis asks the API whatever its own description allows, and more: every answer is documented, none is a failure.

It asks as several people, half of the time at addresses where there is something for them. Registers that are built
alike are asked by who keeps them. What a request does is undone before the next.
"""

from __future__ import annotations

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from accounts.choices import Scope
from tests.access.described import description, line_of, parameters_of
from tests.access.scene import rolled_back, standing_scene

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db,
    pytest.mark.filterwarnings("default", "ignore::ResourceWarning"),
]

EXAMPLES = 4
KEEPER = "lead"
ASKED = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
HELD = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    """The scene of the access tests. Its connection stays open from one request to the next."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    with django_db_blocker.unblock(), standing_scene() as scene:
        yield scene
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.parametrize("person", [KEEPER, "authority", "consultant"])
def test_every_answer_is_documented_and_none_is_a_failure(scene, person):
    headers = {"Authorization": f"Bearer {scene.tokens[Scope.WRITE][person]}"}
    schema = schemathesis.openapi.from_wsgi("/api/schema/", get_wsgi_application(), headers=headers)
    found, asked = [], 0
    for result in schema.get_all_operations():
        operation = result.ok()
        line = line_of(operation.path, operation.method, scene)
        if line is not None and line.is_alike and person != KEEPER:
            continue
        asked += 1
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            found += failures_of(scene, operation, mode, headers)
    assert found == []
    assert asked > 50


def failures_of(scene, operation, mode, headers):
    """Ask an operation a few times and say what was wrong with the answers."""
    places = places_in(scene, operation)

    @ASKED
    @given(case=operation.as_strategy(generation_mode=mode), is_there=st.booleans())
    def ask(case, is_there):
        if is_there and places:
            case.path_parameters = places
        with rolled_back():
            case.call_and_validate(headers=headers, checks=HELD)

    try:
        ask()
    except FailureGroup as group:
        return [f"{operation.label}: {failure}" for failure in group.exceptions]
    return []


def places_in(scene, operation):
    """Return what the address is made of in the scene, by its line in the access table."""
    line = line_of(operation.path, operation.method, scene)
    arguments = scene.arguments(line.at) if line else []
    return dict(zip(parameters_of(operation.path), map(str, arguments), strict=False))


def test_an_answer_that_is_not_documented_is_noticed(scene):
    """Who checks the checker: an operation that hides one of its answers is found out."""
    described = description()
    del described["paths"]["/api/v1/parks/{code}"]["get"]["responses"]["404"]
    schema = schemathesis.openapi.from_dict(described)
    schema.app = get_wsgi_application()
    headers = {"Authorization": f"Bearer {scene.tokens[Scope.READ]['lead']}"}
    operation = schema["/api/v1/parks/{code}"]["GET"]
    found = failures_of(scene, operation, GenerationMode.POSITIVE, headers)
    assert [one.partition("\n")[0] for one in found] == [
        "GET /api/v1/parks/{code}: Undocumented status code"
    ]
