"""The one error a user may see: a stable code, a full translated sentence, and what it is about."""

from __future__ import annotations

from typing import Any


class RuleBroken(Exception):  # noqa: N818 - the word of the product
    """What was asked cannot be done as asked; the person can mend it (400)."""

    status = 400

    def __init__(self, code: str, message: str, **details: Any) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details


class NoLongerPossible(RuleBroken):
    """The state of things does not allow it any more (409)."""

    status = 409


class ChangedMeanwhile(RuleBroken):
    """Somebody else changed the same thing since it was loaded; `details` holds both values (412)."""

    status = 412
