"""The one reader of the environment; a malformed value stops the start with its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from environs import Env, EnvError, ValidationError, validate

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = Env()

GIVEN = validate.Length(min=1, error="Must not be empty.")
SECRET = validate.Length(min=50, error="Must have at least 50 characters.")
POSITIVE = validate.Range(min=1, error="Must be 1 or more.")


def malformed(name: str, why: str) -> EnvError:
    """Return the error of a value that can only be judged after it was read."""
    return EnvError(f'Environment variable "{name}" invalid: {why}')


def address_of(*schemes: str) -> Callable[[str], None]:
    """Return a check that an address is empty, or begins with one of `schemes` and names a place."""

    def check(address: str) -> None:
        parts = urlsplit(address)
        if address and (parts.scheme not in schemes or not (parts.netloc or parts.path)):
            raise ValidationError(f"Must begin with one of {', '.join(schemes)} and name a place.")

    return check


def host(text: str) -> str:
    """Return one name of a list of hosts; a list with gaps is malformed."""
    if not (name := text.strip()):
        raise ValidationError("Must not have empty parts.")
    return name


def origin(text: str) -> str:
    """Return one origin of a list, https://parkpath.example.org."""
    parts = urlsplit(text.strip())
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ValidationError("Must name origins such as https://parkpath.example.org.")
    return text.strip()
