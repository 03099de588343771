"""Every operation that changes something is described with the key that makes it safe to send again."""

from config.api_description import WRITES, operations_of
from tests.access.described import description

KEY = {"$ref": "#/components/parameters/IdempotencyKey"}


def test_every_write_takes_a_key_and_says_what_follows():
    described = description()
    for method, operation in operations_of(described):
        is_write = method in WRITES
        assert (KEY in operation.get("parameters", [])) == is_write, operation["operationId"]
        if is_write:
            assert {"400", "401", "409", "422"} <= set(operation["responses"])
            assert "Idempotent-Replayed" in operation["responses"]["409"]["headers"]
        if "requestBody" in operation and is_write:
            assert {"413", "415"} <= set(operation["responses"])
    assert described["components"]["parameters"]["IdempotencyKey"]["in"] == "header"
