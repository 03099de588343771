"""One spelling of frozen data, and the hash of parts of bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass


def hash_of(held: object) -> str:
    """Return the SHA-256 of frozen data in its canonical spelling."""
    return digest(json.dumps(_plain(held), sort_keys=True, ensure_ascii=False).encode())


def digest(*parts: bytes) -> str:
    """Return the SHA-256 of parts, each with its length before it."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.hexdigest()


def _plain(held: object) -> object:
    """Return frozen data as lists, dictionaries, texts and numbers that JSON spells in one way only."""
    if is_dataclass(held):
        named = {field.name: _plain(getattr(held, field.name)) for field in fields(held)}
        return {"is": type(held).__name__, **named}
    if isinstance(held, Mapping):
        return {str(key): _plain(value) for key, value in held.items()}
    if isinstance(held, tuple | list):
        return [_plain(one) for one in held]
    if isinstance(held, int | float) and not isinstance(held, bool):
        return float(held) + 0.0
    return held
