"""The clock of the site, which leaves a mark each time it has looked: a stopped clock is seen by its old mark."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from celery.beat import PersistentScheduler

MARK = ".alive"


class MarkedScheduler(PersistentScheduler):
    """Keeps its schedule in a file, and beside it one whose age says when it looked last."""

    schedule_filename: str

    def tick(self, *args: Any, **kwargs: Any) -> Any:
        seconds = super().tick(*args, **kwargs)
        Path(f"{self.schedule_filename}{MARK}").touch()
        return seconds
