"""Register files: CSV or GeoJSON bytes become rows of text cells under known columns."""

from __future__ import annotations

import csv
import hashlib
import io
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from accounts.errors import RuleBroken
from parks.errors import Problem, shown
from parks.services.text_cells import restored
from parks.services.text_encodings import decode_text

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 50_000
MAX_CELL = 1000
MAX_COLUMNS = 200
COLUMNS = (
    "code",
    "name_en",
    "name_zh",
    "region",
    "level",
    "founded_year",
    "area_ha",
    "industries",
    "longitude",
    "latitude",
)
OTHER_NAMES = {
    "code": "park_code 园区代码 园区编码 代码 编码 園區代碼 園區編碼 代碼 編碼",
    "name_en": "english_name 英文名称 园区英文名称 英文名稱 園區英文名稱",
    "name_zh": "chinese_name name 名称 中文名称 园区名称 园区 名稱 中文名稱 園區名稱 園區",
    "region": "region_code 地区 地区代码 区域 行政区划 行政区划代码 地區 地區代碼 區域 行政區",
    "level": "级别 园区级别 級別 園區級別",
    "founded_year": "year year_founded 成立年份 设立年份 批准年份 設立年份",
    "area_ha": "area 面积 面积_公顷 面积公顷 面積 面積_公頃 面積公頃",
    "industries": "industry 行业 行业代码 主导产业 行業 行業代碼 主導產業",
    "longitude": "lon lng 经度 經度",
    "latitude": "lat 纬度 緯度",
}
COLUMN_OF = {name: column for column in COLUMNS for name in (column, *OTHER_NAMES[column].split())}
NO_LIMITS: Final[Mapping[str, int]] = {}


@dataclass(frozen=True)
class RegisterRow:
    """One park as the file has it: the cells of the columns that the file has, and its geometry if it can have one."""

    number: int
    cells: Mapping[str, str]
    geometry: object = None
    has_geometry: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class RegisterFile:
    """A register file, read but not yet compared with the database."""

    filename: str
    sha256: str
    encoding: str
    rows: tuple[RegisterRow, ...]
    notices: tuple[Problem, ...] = ()


def check_size(content: bytes) -> None:
    if not content:
        raise RuleBroken("file_empty", _("The file is empty."))
    if len(content) > MAX_BYTES:
        raise RuleBroken("file_too_large", _("The file is larger than 10 MB; split it."))


def bare_name(filename: str) -> str:
    """Return the name of a file without the folders before it, fit to be stored and shown."""
    return shown(filename.replace("\\", "/").rpartition("/")[2])


def is_json(content: bytes) -> bool:
    """Whether a file begins as a JSON document does; no table does so."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def check_count(rows: int) -> None:
    if rows > MAX_ROWS:
        raise RuleBroken("too_many_rows", _("The file has more than 50,000 rows; split it."))
    if not rows:
        raise RuleBroken("no_rows", _("The file has no records in it."))


def header_key(header: str) -> str:
    """Return a header as it is compared: small letters, plain characters, one kind of gap."""
    plain = unicodedata.normalize("NFKC", header).strip().lower()
    plain = plain.replace("(", "_").replace(")", "").replace(" ", "_")
    return plain.replace("__", "_")


def column_named(header: str, column_of: Mapping[str, str] = COLUMN_OF) -> str:
    """Return the column that a header in English or Chinese stands for; empty if none."""
    return column_of.get(header_key(header), "")


def read_csv(
    content: bytes,
    filename: str,
    column_of: Mapping[str, str] = COLUMN_OF,
    *,
    needed: str = "code",
    longest: Mapping[str, int] = NO_LIMITS,
) -> RegisterFile:
    """Read a CSV file with a header row; row numbers are those that a spreadsheet shows.

    `column_of` gives the columns of the register by the headers that may stand for them, `needed` the one without
    which there is no reading the file (if any), `longest` how long a cell may be where the usual limit is too short.
    """
    decoded = decode_text(content)
    header, *records = _records(decoded.text, column_of)
    columns, notices = columns_in(header, column_of, needed)
    rows = rows_in(enumerated(records, start=2), columns, len(header), longest)
    sha256 = hashlib.sha256(content).hexdigest()
    return RegisterFile(filename, sha256, decoded.encoding, rows, notices)


def enumerated(records: Sequence[Sequence[str]], start: int) -> list[tuple[int, Sequence[str]]]:
    """Number the records that hold anything."""
    numbered = enumerate(records, start)
    return [(number, record) for number, record in numbered if any(map(str.strip, record))]


def rows_in(
    filled: Sequence[tuple[int, Sequence[str]]],
    columns: Mapping[int, str],
    width: int,
    longest: Mapping[str, int] = NO_LIMITS,
) -> tuple[RegisterRow, ...]:
    """Return the rows under a header that is `width` cells wide, at least one and no more than are read."""
    check_count(len(filled))
    return tuple(_row(number, record, columns, width, longest) for number, record in filled)


def _records(text: str, column_of: Mapping[str, str]) -> list[list[str]]:
    """Split the text into records; the delimiter is the one under which most headers are known."""
    first_line = text.partition("\n")[0]
    delimiter = max(
        ",\t;",
        key=lambda d: sum(bool(column_named(h.strip('"'), column_of)) for h in first_line.split(d)),
    )
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    csv.field_size_limit(MAX_BYTES)  # an outline in one cell is longer than the usual limit
    records: list[list[str]] = []
    try:
        for record in reader:
            records.append(record)
            if len(records) > MAX_ROWS * 2:
                check_count(len(records))
    except csv.Error as error:
        raise RuleBroken(
            "csv_malformed",
            _("Line %(line)s of the file is not well-formed CSV.") % {"line": reader.line_num},
            line=reader.line_num,
        ) from error
    return records or [[]]


def columns_in(
    header: Sequence[str], column_of: Mapping[str, str], needed: str = "code"
) -> tuple[dict[int, str], tuple[Problem, ...]]:
    """Return the known columns by position, and a notice for each that is not read."""
    columns: dict[int, str] = {}
    notices = []
    for position, title in enumerate(header[:MAX_COLUMNS]):
        column = column_named(title, column_of)
        if not column and title.strip():
            notices.append(Problem(shown(title.strip()), "column_unknown", row=1))
        elif column in columns.values():
            notices.append(Problem(shown(title.strip()), "column_twice", row=1))
        elif column:
            columns[position] = column
    if needed and needed not in columns.values():
        raise RuleBroken(
            "header_missing",
            _("The first row must name the columns, “code” among them."),
        )
    if not columns:
        message = _("The first row must name the columns; none of these is known.")
        raise RuleBroken("header_missing", message)
    return columns, tuple(notices)


def _row(
    number: int,
    record: Sequence[str],
    columns: Mapping[int, str],
    width: int,
    longest: Mapping[str, int],
) -> RegisterRow:
    cells = {
        column: restored(record[position].strip()).strip() if position < len(record) else ""
        for position, column in columns.items()
    }
    problems = too_long(number, cells, longest)
    if extra := "".join(record[width:]).strip():
        problems += (Problem("", "row_too_long", row=number, value=shown(extra)),)
    return RegisterRow(number, cells, problems=problems)


def too_long(
    number: int, cells: Mapping[str, str], longest: Mapping[str, int] = NO_LIMITS
) -> tuple[Problem, ...]:
    return tuple(
        Problem(column, "cell_too_long", {"limit": limit}, number, shown(text))
        for column, text in cells.items()
        if len(text) > (limit := longest.get(column, MAX_CELL))
    )
