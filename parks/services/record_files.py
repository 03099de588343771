"""Files of one register of a park: CSV, GeoJSON or Excel bytes become rows under its fields, by whichever heading."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.errors import RuleBroken
from parks.registers import Field, Kind, Register
from parks.services.record_workbooks import read_workbook
from parks.services.register_files import (
    RegisterFile,
    bare_name,
    check_size,
    header_key,
    is_json,
    read_csv,
)
from parks.services.register_geojson import read_geojson

MAX_RECORDS: Final = 10_000
WORKBOOK: Final = b"PK\x03\x04"
OLD_WORKBOOK: Final = b"\xd0\xcf\x11\xe0"
LONGEST: Final = {Kind.LONG_TEXT: 20_000, Kind.RECORDS: 20_000, Kind.GEOMETRY: 1_000_000}
HEADINGS: Final = {
    "code": "id record_code 编号 编码 代码 編號 編碼 代碼",
    "name_en": "english_name 英文名称 英文名 英文名稱",
    "name_zh": "chinese_name name 名称 中文名称 中文名 名稱 中文名稱",
    "longitude": "lon lng 经度 經度",
    "latitude": "lat 纬度 緯度",
}


def read_record_file(register: Register, content: bytes, filename: str) -> RegisterFile:
    """Read a file of a register; what it is shows in its first bytes."""
    check_size(content)
    if content.startswith(OLD_WORKBOOK):
        message = _("This is a workbook of an old kind; save it as .xlsx or as CSV first.")
        raise RuleBroken("workbook_old", message)
    file = _read(register, content, bare_name(filename))
    if len(file.rows) > MAX_RECORDS:
        message = _("The file has more than 10,000 records; split it.")
        raise RuleBroken("too_many_rows", message)
    return file


def _read(register: Register, content: bytes, name: str) -> RegisterFile:
    columns = columns_of(register)
    longest = {
        one.name: LONGEST[one.kind] for one in register.fields.values() if one.kind in LONGEST
    }
    if content.startswith(WORKBOOK):
        return read_workbook(content, name, columns, longest=longest)
    if is_json(content):
        flags = [one.name for one in register.of_kind(Kind.FLAG)]
        return read_geojson(content, name, columns, flags=flags, longest=longest)
    return read_csv(content, name, columns, needed="", longest=longest)


def columns_of(register: Register) -> dict[str, str]:
    """Return the fields of a register by all headings that may stand for them; what a field is called comes first."""
    fields = register.fields.values()
    others = {
        header_key(heading): one.name
        for one in fields
        for heading in f"{HEADINGS.get(one.name, '')} {register.headings.get(one.name, '')}".split()
    }
    labels = {header_key(label): one.name for one in fields for label in _labels(one)}
    return others | labels | {one.name: one.name for one in fields}


def _labels(one: Field) -> list[str]:
    labels = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            labels.append(one.label)
    return labels
