"""How a view documents its refusals: `extend_schema(responses={200: …, **problems(404, 409)})`."""

from __future__ import annotations

from typing import Any, NamedTuple

from drf_spectacular.utils import OpenApiResponse

from accounts.api.serializers import ProblemSerializer

MEANINGS = {
    400: "What was sent is not as it should be.",
    401: "Nobody is signed in, or the token is unknown, expired or revoked.",
    403: "You may see this but not do it.",
    404: "There is nothing at this address that you may see.",
    409: "This is no longer possible.",
    412: "Somebody else changed it meanwhile; both values are given.",
    429: "Too many requests.",
}


class Answer(NamedTuple):
    """Status and media type of a documented answer. Sorts by its status as text: the lowest one tells lists."""

    status: int
    media_type: str = "application/problem+json"

    def __str__(self) -> str:
        return str(self.status)


def problems(*statuses: int) -> dict[Any, OpenApiResponse]:
    """Return the documented answers for `statuses` and for nobody being signed in."""
    return {
        Answer(status): OpenApiResponse(ProblemSerializer, MEANINGS[status])
        for status in (401, *statuses)
    }
