"""Cells of a register's files: what people write for a day, a flag, a number or a word becomes the value that is meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Final

from django.conf import settings
from django.utils.translation import override

from accounts.errors import RuleBroken
from parks.errors import Problem
from parks.registers import Field, Kind, Register
from parks.services.register_geojson import parsed_json

DAY: Final = re.compile(
    r"(?:民国|民國)?(?P<year>[0-9]{1,4})[-/.年](?P<month>[0-9]{1,2})[-/.月](?P<day>[0-9]{1,2})日?"
    r"(?:[ T]0{1,2}:00(?::00)?)?",
    re.ASCII,
)
PLAIN_DAY: Final = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})", re.ASCII
)
ONLY_YEAR: Final = re.compile(r"(?:民国|民國)?([0-9]{1,3})年?", re.ASCII)
SERIAL: Final = re.compile(r"[2-7][0-9]{4}", re.ASCII)
FIRST_OF_SPREADSHEETS: Final = date(1899, 12, 30)
REPUBLIC: Final = ("民国", "民國")
BEFORE_THE_REPUBLIC: Final = 1911
NUMBER: Final = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?", re.ASCII)
THOUSANDS: Final = re.compile(r"(?<=[0-9])[,\s](?=[0-9]{3}(?:[,\s.]|$))", re.ASCII)
WHOLE: Final = re.compile(r"([0-9]{1,15})(?:\.0+)?", re.ASCII)
SEPARATORS: Final = re.compile(r"[;；、,，|\n]+")
GAPS: Final = re.compile(r"[\s_-]+")
YES: Final = ("yes", "y", "true", "t", "1", "是", "有", "对", "對", "√", "✓", "✔", "☑")
NO: Final = ("no", "n", "false", "f", "0", "否", "无", "無", "×", "✗", "✘", "☐")
FLAGS: Final = dict.fromkeys(YES, True) | dict.fromkeys(NO, False)
Read = Callable[[Field, str], Any]


class UnreadableError(Exception):
    """A cell that cannot be what stands there; carries why."""

    def __init__(self, code: str, params: Mapping[str, Any] = MappingProxyType({})) -> None:
        super().__init__(code)
        self.code = code
        self.params = dict(params)

    def at(self, column: str) -> Problem:
        return Problem(column, self.code, self.params)


def plain_word(text: str) -> str:
    """Return a word as it is compared: small letters, plain characters, no gaps."""
    return GAPS.sub("", unicodedata.normalize("NFKC", text).lower())


def words_of(register: Register) -> dict[str, dict[str, str]]:
    """Return for each choice of a register the words that are meant, by all that may be written for them."""
    return {one.name: _words(register, one) for one in register.of_kind(Kind.CHOICE)}


def _words(register: Register, one: Field) -> dict[str, str]:
    known: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            known |= {plain_word(str(label)): word for word, label in one.choices}
    for word, _label in one.choices:
        spellings = register.spellings.get(word, "").split()
        known |= {plain_word(text): word for text in (word, *spellings)}
    return known


def read_cell(one: Field, text: str) -> Any:
    """Return the value that a cell states; an empty one states nothing, or what holds where nothing is said.

    Words of choices and other records are looked up by who knows them.
    """
    if not text:
        return empty_value(one)
    return READ[one.kind](one, text)


def empty_value(one: Field) -> Any:
    """Return what a field holds where nothing is stated."""
    if one.kind == Kind.RECORDS:
        return []
    if one.of.has_default():
        return one.of.get_default()
    return "" if one.kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE) else None


def codes_in(text: str) -> list[str]:
    """Return the codes that a cell lists."""
    return list(dict.fromkeys(code for part in SEPARATORS.split(text) if (code := part.strip())))


def _text(_one: Field, text: str) -> str:
    return text


def _flag(_one: Field, text: str) -> bool:
    word = plain_word(text)
    if word not in FLAGS:
        raise UnreadableError("flag_malformed")
    return FLAGS[word]


def _day(_one: Field, text: str) -> date:
    """Read a day as people and spreadsheets write it; a year of the Republic or none at all is told apart."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if SERIAL.fullmatch(plain):
        return FIRST_OF_SPREADSHEETS + timedelta(days=int(plain))
    if only := ONLY_YEAR.fullmatch(plain):
        _require_common_year(only[1], is_republic=True)
    written = DAY.fullmatch(plain) or PLAIN_DAY.fullmatch(plain)
    if written is None:
        raise UnreadableError("day_malformed")
    _require_common_year(written["year"], is_republic=plain.startswith(REPUBLIC))
    return _date(written["year"], written["month"], written["day"])


def _date(year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:  # such as 30 February
        raise UnreadableError("day_malformed") from error


def _require_common_year(year: str, *, is_republic: bool) -> None:
    number = int(year)
    if number == 0:
        raise UnreadableError("day_zero")
    if is_republic or number < 1000:
        raise UnreadableError(
            "day_of_republic", {"year": number, "common": number + BEFORE_THE_REPUBLIC}
        )


def _number(_one: Field, text: str) -> float:
    plain = _digits(text)
    if not NUMBER.fullmatch(plain):
        raise UnreadableError("number_malformed")
    return float(plain)


def _whole(_one: Field, text: str) -> int:
    found = WHOLE.fullmatch(_digits(text))
    if found is None:
        raise UnreadableError("whole_malformed")
    return int(found[1])


def _digits(text: str) -> str:
    """Return a number in plain digits, without the marks between its thousands."""
    plain = unicodedata.normalize("NFKC", text).replace("\u2212", "-").strip()
    return THOUSANDS.sub("", plain)


def _geometry(_one: Field, text: str) -> Any:
    try:
        return parsed_json(text)
    except RuleBroken as error:
        raise UnreadableError("geometry_not_an_object") from error


READ: Final[Mapping[Kind, Read]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.FLAG: _flag,
    Kind.DAY: _day,
    Kind.WHOLE: _whole,
    Kind.NUMBER: _number,
    Kind.GEOMETRY: _geometry,
}
