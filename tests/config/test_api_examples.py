"""The examples that the API's description shows are sent as they stand, and do what they should."""

import pytest
from jsonschema import Draft202012Validator

from config.api_description import operations_of
from config.api_examples import ANSWERS, REQUESTS
from tests.access.asking import ask
from tests.access.bodies import body_of
from tests.access.described import description, line_of
from tests.access.scene import PEOPLE, rolled_back, standing_scene
from tests.access.table import allowed

pytestmark = [pytest.mark.access, pytest.mark.django_db]


# What an answer told before, or which parks a person may assess: no example can know it.
FRESH = {
    "finding_raise": ("park",),
    "notice_issue": ("parks",),
    "gate_decide": ("seen",),
    "run_create": ("parks",),
}


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), standing_scene() as scene:
        yield scene


@pytest.fixture(scope="module")
def described():
    return description()


def operation_named(described, name):
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            if operation["operationId"] == name:
                return path, method, operation
    raise LookupError(name)


def with_fresh(name, line, shown, scene):
    told = {field: body_of(line.name, scene)[field] for field in FRESH.get(name, ())}
    return {**shown, **told} if told else shown


def test_every_request_of_json_has_an_example(described):
    """A file cannot be shown; what is read and what takes a press of a button needs none."""
    takes_json = {
        operation["operationId"]
        for _method, operation in operations_of(described)
        if "application/json" in operation.get("requestBody", {}).get("content", {})
    }
    assert takes_json - set(REQUESTS) == set()


def test_every_example_is_of_an_operation(described):
    names = {operation["operationId"] for _method, operation in operations_of(described)}
    assert set(REQUESTS) | set(ANSWERS) <= names


@pytest.mark.parametrize("name", sorted(REQUESTS))
def test_a_request_works_as_it_is_shown(scene, described, name):
    path, method, operation = operation_named(described, name)
    examples = operation["requestBody"]["content"]["application/json"]["examples"]
    line = line_of(path, method, scene)
    assert line is not None
    person = next(one for one in PEOPLE if allowed(line.answers[one]))
    with rolled_back():
        client, arguments = scene.client(person), scene.arguments(line.at)
        body = with_fresh(name, line, examples["example"]["value"], scene)
        answer = ask(client, line.name, line.method, arguments, body)
    documented = {status for status in operation["responses"] if status < "300"}
    assert str(answer.status) in documented, answer.text


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_an_answer_is_as_the_schema_says(described, name):
    _path, _method, operation = operation_named(described, name)
    answer = next(one for status, one in operation["responses"].items() if status < "300")
    content = answer["content"]["application/json"]
    shape = {**content["schema"], "components": described["components"]}
    Draft202012Validator(shape).validate(content["examples"]["example"]["value"])
