"""What the API's description says of every operation at once: keys for sending again, common refusals, examples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from accounts.api.idempotency import HEADER, REPLAYED
from accounts.services.idempotent_answers import LONGEST_KEY
from config.api_errors import PROBLEM
from config.api_examples import ANSWERS, REQUESTS

WRITES = ("post", "put", "patch", "delete")
KEY = {
    "name": HEADER,
    "in": "header",
    "description": (
        "A text of your own for this request, such as a UUID. The same request with the same key within a day "
        "is not carried out again but answered as the first time."
    ),
    "schema": {"type": "string", "pattern": f"^[!-~]{{1,{LONGEST_KEY}}}$"},
    "example": "8e03978e-40d5-43dd-bc93-6894a57f9324",
}
REFUSALS = {
    "400": "What was sent is not as it should be.",
    "409": "This is no longer possible, or the request with this key is still being carried out.",
    "422": "The key was sent with another request already.",
}
REFUSALS_OF_BODIES = {
    "413": "What was sent is larger than the API takes.",
    "415": "The API does not read this kind of content here.",
}


def describe_writes(
    result: dict[str, Any], generator: Any, request: Any, public: bool
) -> dict[str, Any]:
    """Add the key, what may be answered because of it, and the examples."""
    result["components"].setdefault("parameters", {})["IdempotencyKey"] = KEY
    for method, operation in operations_of(result):
        if method in WRITES:
            _take_keys(operation)
        _give_examples(operation)
    return result


def operations_of(described: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every method and operation of a description."""
    for methods in described["paths"].values():
        yield from methods.items()


def _take_keys(operation: dict[str, Any]) -> None:
    reference = {"$ref": "#/components/parameters/IdempotencyKey"}
    operation.setdefault("parameters", []).append(reference)
    refusals = {**REFUSALS, **(REFUSALS_OF_BODIES if "requestBody" in operation else {})}
    for status, meaning in refusals.items():
        operation["responses"].setdefault(status, _problem(meaning))
    for status, answer in operation["responses"].items():
        if status < "500":
            answer.setdefault("headers", {})[REPLAYED] = {
                "description": "true where the answer is the one that was given the first time.",
                "schema": {"type": "string", "enum": ["true"]},
            }


def _problem(meaning: str) -> dict[str, Any]:
    reference = {"$ref": "#/components/schemas/Problem"}
    return {"description": meaning, "content": {PROBLEM: {"schema": reference}}}


def _give_examples(operation: dict[str, Any]) -> None:
    name = operation["operationId"]
    if name in REQUESTS:
        content = operation["requestBody"]["content"]["application/json"]
        content["examples"] = {"example": {"value": REQUESTS[name]}}
    if name in ANSWERS:
        status = next(one for one in operation["responses"] if one < "300")
        content = operation["responses"][status]["content"]["application/json"]
        content["examples"] = {"example": {"value": ANSWERS[name]}}
