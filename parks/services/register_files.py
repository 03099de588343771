"""Register files: CSV or GeoJSON bytes become rows of text cells under known columns."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass

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


@dataclass(frozen=True)
class RegisterRow:
    """One park as the file has it: the cells of the columns that the file has, and its geometry if it can have one."""

    number: int
    cells: Mapping[str, str]
    geometry: object = None
    has_geometry: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Register:
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


def check_count(rows: int) -> None:
    if rows > MAX_ROWS:
        raise RuleBroken("too_many_rows", _("The file has more than 50,000 rows; split it."))
    if not rows:
        raise RuleBroken("no_rows", _("The file has no records in it."))


def column_named(header: str, column_of: Mapping[str, str] = COLUMN_OF) -> str:
    """Return the column that a header in English or Chinese stands for; empty if none."""
    plain = header.strip().lower().replace("（", "_").replace("(", "_")
    plain = plain.replace("）", "").replace(")", "").replace(" ", "_").replace("__", "_")
    return column_of.get(plain, "")


def read_csv(content: bytes, filename: str, column_of: Mapping[str, str] = COLUMN_OF) -> Register:
    """Read a CSV file with a header row; row numbers are those that a spreadsheet shows.

    `column_of` gives the columns of the register by the headers that may stand for them.
    """
    decoded = decode_text(content)
    header, *records = _records(decoded.text, column_of)
    columns, notices = _columns(header, column_of)
    filled = [
        (number, record)
        for number, record in enumerate(records, start=2)
        if any(cell.strip() for cell in record)
    ]
    check_count(len(filled))
    rows = tuple(_row(number, record, columns, len(header)) for number, record in filled)
    sha256 = hashlib.sha256(content).hexdigest()
    return Register(filename, sha256, decoded.encoding, rows, notices)


def _records(text: str, column_of: Mapping[str, str]) -> list[list[str]]:
    """Split the text into records; the delimiter is the one under which most headers are known."""
    first_line = text.partition("\n")[0]
    delimiter = max(
        ",\t;",
        key=lambda d: sum(bool(column_named(h.strip('"'), column_of)) for h in first_line.split(d)),
    )
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
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


def _columns(
    header: list[str], column_of: Mapping[str, str]
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
    if "code" not in columns.values():
        raise RuleBroken(
            "header_missing",
            _("The first row must name the columns, “code” among them."),
        )
    return columns, tuple(notices)


def _row(number: int, record: list[str], columns: Mapping[int, str], width: int) -> RegisterRow:
    cells = {
        column: restored(record[position].strip()).strip() if position < len(record) else ""
        for position, column in columns.items()
    }
    problems = too_long(number, cells)
    if extra := "".join(record[width:]).strip():
        problems += (Problem("", "row_too_long", row=number, value=shown(extra)),)
    return RegisterRow(number, cells, problems=problems)


def too_long(number: int, cells: Mapping[str, str]) -> tuple[Problem, ...]:
    return tuple(
        Problem(column, "cell_too_long", {"limit": MAX_CELL}, number, shown(text))
        for column, text in cells.items()
        if len(text) > MAX_CELL
    )
