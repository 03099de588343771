"""Files of history for tests."""

from __future__ import annotations

from pathlib import Path

from parks.services.history_files import HistoryFile

HEADER = "park,indicator,period,value,missing_reason"


def history_file(
    folder: Path, *lines: str, header: str = HEADER, name: str = "history.csv"
) -> HistoryFile:
    path = folder / name
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return HistoryFile(path, name)
