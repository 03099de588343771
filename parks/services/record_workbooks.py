"""Excel workbooks as files of a register: the values of the first sheet, without running or following anything in it."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from accounts.errors import RuleBroken
from parks.services.register_files import (
    MAX_COLUMNS,
    MAX_ROWS,
    NO_LIMITS,
    RegisterFile,
    check_count,
    columns_in,
    enumerated,
    rows_in,
)

MAX_UNPACKED: Final = 100 * 1024 * 1024
# What openpyxl and the libraries below it raise over files that are broken, or are made to break it.
BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, ParseError, InvalidFileException, LookupError, ValueError, TypeError,
    AttributeError, ArithmeticError, RuntimeError, EOFError, OSError,
)  # fmt: skip


def read_workbook(
    content: bytes,
    filename: str,
    column_of: Mapping[str, str],
    *,
    longest: Mapping[str, int] = NO_LIMITS,
) -> RegisterFile:
    """Read the first sheet; its first row names the columns, row numbers are those that Excel shows."""
    header, *records = _records(content) or [[]]
    columns, notices = columns_in(header, column_of, needed="")
    rows = rows_in(enumerated(records, start=2), columns, len(header), longest)
    return RegisterFile(filename, hashlib.sha256(content).hexdigest(), "xlsx", rows, notices)


def _records(content: bytes) -> list[list[str]]:
    try:
        _check_unpacked(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # what the file says of its own size is not believed
            found = _texts(sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True))
        finally:
            book.close()
    except BROKEN as error:
        message = _("This workbook cannot be read; save the sheet as CSV and upload that.")
        raise RuleBroken("workbook_malformed", message) from error
    check_count(len(found))
    return found


def _check_unpacked(content: bytes) -> None:
    """Refuse what is small and unfolds into something huge."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        if sum(part.file_size for part in parts.infolist()) > MAX_UNPACKED:
            raise ValueError("too large when unpacked")


def _texts(rows: Iterable[tuple[Any, ...]]) -> list[list[str]]:
    found = []
    for number, row in enumerate(rows):
        if number > MAX_ROWS * 2:
            break
        texts = [_text(cell) for cell in row]
        while texts and not texts[-1]:
            texts.pop()
        found.append(texts)
    return found


def _text(value: Any) -> str:
    """Return a value as it would be typed: days as 2026-09-30, whole numbers without a point."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return "" if value is None else str(value)
