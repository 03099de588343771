"""Reads a file of accepted history: CSV in UTF-8 whose header names park, indicator, period, value and missing_reason."""

from __future__ import annotations

import csv
import hashlib
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.utils.translation import gettext as _

from accounts.errors import RuleBroken

COLUMNS = ("park", "indicator", "period", "value", "missing_reason")
NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?", re.ASCII)
CHUNK_BYTES = 1 << 20
LONGEST_CELL = 200
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# Where a file has none of these, every reader of CSV and of numbers understands it in the same way.
AMBIGUOUS = (b'"', b" ", b"\t", b"\\", b"\0", b"0x", b"0X")

StagedRow = tuple[int, str, str, str, float | None, str, str]


@dataclass(frozen=True)
class HistoryFile:
    """A file by its path and by the name under which people know it."""

    path: Path
    name: str

    @cached_property
    def sha256(self) -> str:
        with self.path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()

    @cached_property
    def is_plain(self) -> bool:
        """Whether the database can read the file by itself and find in it what we would."""
        return not any(mark in chunk for chunk in self.chunks() for mark in AMBIGUOUS)

    @cached_property
    def header(self) -> tuple[str, ...]:
        """Return the columns in the order of the file; refuse a file that names others."""
        with self.path.open("rb") as content:
            line = content.readline(CHUNK_BYTES).removeprefix(BYTE_ORDER_MARK)
        names = tuple(line.decode("utf-8", "replace").strip().replace('"', "").split(","))
        if sorted(names) != sorted(COLUMNS):
            raise RuleBroken(
                "header_missing",
                _("The first row must name these columns: %(columns)s.")
                % {"columns": ", ".join(COLUMNS)},
            )
        return names

    def chunks(self) -> Iterator[bytes]:
        """Yield what follows the header."""
        with self.path.open("rb") as content:
            content.readline()
            while chunk := content.read(CHUNK_BYTES):
                yield chunk

    def rows(self) -> Iterator[StagedRow]:
        """Yield line, park, indicator, period, number if it is one, reason and the value as it stands in the file."""
        places = [self.header.index(name) for name in COLUMNS]
        with self.path.open(encoding="utf-8-sig", newline="") as text:
            reader = csv.reader(text, strict=True)
            try:
                next(reader)
                for line, cells in enumerate(reader, start=2):
                    yield _staged(line, _in_order(line, cells, places))
            except csv.Error as error:
                raise _malformed(reader.line_num) from error
            except UnicodeDecodeError as error:
                raise RuleBroken("encoding_unknown", _("The file is not UTF-8 text.")) from error


def _in_order(line: int, cells: list[str], places: list[int]) -> list[str]:
    if len(cells) != len(places) or "\0" in "".join(cells):
        raise _malformed(line)
    return [cells[place][:LONGEST_CELL] for place in places]


def _staged(line: int, cells: list[str]) -> StagedRow:
    park, indicator, period, value, reason = cells
    return line, park, indicator, period, number_in(value), reason, value


def number_in(text: str) -> float | None:
    """Return the finite number that `text` is, None if it is none."""
    number = float(text) if NUMBER.fullmatch(text) else math.nan
    return number if math.isfinite(number) else None


def _malformed(line: int) -> RuleBroken:
    return RuleBroken(
        "csv_malformed",
        _("Line %(line)s of the file is not well-formed CSV.") % {"line": line},
        line=line,
    )
