"""Keeps values in Redis as JSON: what somebody else may have written there is never run when it is read."""

from __future__ import annotations

import json
from typing import Any


class JSONSerializer:
    """Writes whole numbers as Redis counts them, everything else as JSON."""

    def dumps(self, value: Any) -> int | str:
        return value if type(value) is int else json.dumps(value, allow_nan=False)

    def loads(self, data: bytes) -> Any:
        return json.loads(data)
