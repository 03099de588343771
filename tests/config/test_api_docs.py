"""The API's description is valid, complete and open to whoever signs in."""

import pytest
from django.core.management import call_command
from openapi_spec_validator import validate

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
