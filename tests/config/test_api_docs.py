"""The API's description is valid, complete and open to whoever signs in."""

import pytest
from django.core.management import call_command
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from assessments.services.following import tick
from tests.assessments.small import QUARTER, at, draft, enter, file, publish
from tests.factories import make_user


@pytest.fixture
def schema(client, db):
    client.force_login(make_user())
    return client.get("/api/schema/").json()


def test_the_schema_is_valid_openapi_3_1(schema):
    assert schema["openapi"].startswith("3.1")
    validate(schema)


def test_the_schema_is_made_without_a_warning(tmp_path):
    call_command(
        "spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "schema.yml")
    )


def test_every_operation_documents_its_refusals(schema):
    undocumented = [
        f"{method} {path}"
        for path, operations in schema["paths"].items()
        for method, operation in operations.items()
        if "401" not in operation["responses"]
    ]
    assert undocumented == []


def test_api_docs_is_for_people_who_sign_in(client, db):
    assert client.get("/api/docs/").status_code == 302
    assert client.get("/api/schema/").status_code in {401, 403}
    client.force_login(make_user())
    assert client.get("/api/docs/").status_code == 200


@pytest.fixture
def filed(cast):
    """A park with a quarter scored and a draft of the next one."""
    with at("2025-04-03"):
        publish(cast)
        enter(cast)
        file(cast, "2025-Q1", {**QUARTER, "pilots": 9.0})
    with at("2025-07-03"):
        tick()
        draft(cast.park, "2025-Q2")
        yield cast


ANSWERS = {
    "/me": "/me",
    "/grants": "/grants",
    "/regions": "/regions",
    "/parks": "/parks",
    "/parks/{code}": "/parks/LH-01",
    "/parks/{park}/path": "/parks/LH-01/path",
    "/parks/{code}/scores": "/parks/LH-01/scores",
    "/periods": "/periods?page_size=1",
    "/periods/{code}": "/periods/2025-Q1",
    "/calendar/{year}": "/calendar/2025",
    "/calendar-days/{day}": "/calendar-days/2025-10-11",
    "/indicators": "/indicators?page_size=2",
    "/observations": "/observations?page_size=2",
    "/scores": "/scores",
    "/reports": "/reports?page_size=1",
    "/reports/{park}/{period}": "/reports/LH-01/2025-Q1",
    "/reports/{park}/{period}/entries": "/reports/LH-01/2025-Q2/entries",
    "/reports/{park}/{period}/checks": "/reports/LH-01/2025-Q2/checks",
    "/reports/{park}/{period}/evidence": "/reports/LH-01/2025-Q1/evidence",
    "/frameworks": "/frameworks",
    "/assignments": "/assignments",
    "/tokens": "/tokens",
}


def problems_of(schema, path, answer):
    """Return where an answer differs from what the schema says of its address."""
    described = schema["paths"][f"/api/v1{path}"]["get"]["responses"]["200"]
    shape = described["content"]["application/json"]["schema"]
    validator = Draft202012Validator({**shape, "components": schema["components"]})
    return [f"{path}: {error.message}" for error in validator.iter_errors(answer.json())]


def test_every_answer_is_as_the_schema_says(filed, client, schema):
    problems = []
    for path, address in ANSWERS.items():
        client.force_login(filed.administrator if path == "/assignments" else filed.authority)
        problems += problems_of(schema, path, client.get(f"/api/v1{address}"))
    client.force_login(filed.authority)
    nodes = [one["node"] for one in client.get("/api/v1/parks/LH-01/scores").json()["scores"]]
    for node in nodes:
        answer = client.get(f"/api/v1/parks/LH-01/why/{node}")
        problems += problems_of(schema, "/parks/{code}/why/{node}", answer)
    assert problems == []
    assert len(nodes) > 5
