"""What time it is. The demo and the tests file reports of past quarters, so time can be set for a block of code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_set_to: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """Return the present moment, aware, or the one that `at` has set."""
    return _set_to.get() or timezone.now()


def today() -> date:
    """Return today's date in the installation's time zone."""
    return timezone.localtime(now(), timezone.get_default_timezone()).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let every service in the block see `moment` (aware) as now."""
    token = _set_to.set(moment)
    try:
        yield
    finally:
        _set_to.reset(token)
