"""Rows of a file of policies: cells, as people write them, become the facts of a policy with all that is wrong in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any, Final

from django.conf import settings
from django.utils.translation import override

from governance.choices import PolicyKind
from governance.services.policy_facts import PolicyFacts, problems_of, tidied
from parks.errors import Problem, shown
from parks.models import Park, Region
from parks.services.register_files import RegisterRow

COLUMNS: Final = (
    "code", "kind", "name_en", "name_zh", "region", "parks", "issuer", "number", "url",
    "in_force_from", "in_force_until",
)  # fmt: skip
OTHER_NAMES: Final = {
    "code": "policy_code 政策代码 政策编码 政策编号 代码 编码 编号 政策代碼 政策編號 代碼 編碼 編號",
    "kind": "type policy_kind category 类型 政策类型 类别 政策类别 種類 類型 政策類型 類別",
    "name_en": "english_name 英文名称 政策英文名称 英文名稱",
    "name_zh": "chinese_name name title 名称 中文名称 政策名称 标题 名稱 中文名稱 政策名稱 標題",
    "region": "region_code 地区 地区代码 区域 行政区划 行政区划代码 地區 地區代碼 區域 行政區",
    "parks": "park only_for_these_parks park_codes 园区 适用园区 园区代码 園區 適用園區 園區代碼",
    "issuer": "issued_by authority 发布机关 发文机关 发布单位 制定机关 發布機關 發文機關 發布單位",
    "number": "document_number document_no 文号 发文字号 文件编号 文號 發文字號 文件編號",
    "url": "address link web_address 网址 链接 網址 連結",
    "in_force_from": "from start valid_from effective_from 生效日期 施行日期 实施日期 起始日期 實施日期",
    "in_force_until": "until end valid_until expires 失效日期 截止日期 终止日期 有效期至 終止日期",
}
COLUMN_OF: Final = {
    name: column for column in COLUMNS for name in (column, *OTHER_NAMES[column].split())
}
CHINESE_KINDS: Final = {
    PolicyKind.FINANCE_TAX: "财税 财政税收 财政金融 财政与税收 財稅 財政稅收",
    PolicyKind.LAND_HOUSING: "土地房屋置换 土地和房屋置换 土地与房屋置换 土地與房屋置換 土地房屋置換",
    PolicyKind.ENTERPRISE_INVESTMENT: "企业投资 企業投資",
    PolicyKind.OWN_LAND: "企业联合体自有土地改造 自有土地改造 自有用地改造 自有土地改造升级 企業聯合體自有土地改造",
    PolicyKind.TARGETED_ATTRACTION: "定向招商 定向招商引资 定向招商引資",
    PolicyKind.COMPLEMENTARY: "配套细则 配套规则 配套制度 实施细则 配套細則 實施細則",
}
DAY: Final = re.compile(
    r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?:[ T]0{1,2}:00(?::00)?)?", re.ASCII
)
SEPARATORS: Final = re.compile(r"[;；、,，|\s]+")
BETWEEN_WORDS: Final = re.compile(r"[\s_-]+")


@dataclass(frozen=True)
class Known:
    """What a row may name: the regions whose policies one keeps and the parks in them, by code and by name."""

    regions: Mapping[str, Region]
    parks: Mapping[str, Park]


def read_policy(
    row: RegisterRow, before: PolicyFacts | None, known: Known
) -> tuple[PolicyFacts | None, list[Problem]]:
    """Return the facts that a row states, and what is wrong with it.

    Columns that the file has not keep what is on record (`before`). There are no facts where the region is wrong.
    """
    reading = _Reading(row, known)
    region = reading.region(before)
    old = before or PolicyFacts(code=reading.text("code"), kind="", region=Region())
    values = reading.values()
    facts = tidied(replace(old, region=region or old.region, **values))
    marked = {problem.column for problem in reading.found}
    for problem in problems_of(facts):
        if problem.column not in marked and (region or problem.column != "parks"):
            reading.add(problem)
    return facts if region else None, reading.found


@dataclass
class _Reading:
    """One row while it is read; collects what is wrong."""

    row: RegisterRow
    known: Known
    found: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.found.extend(self.row.problems)

    def add(self, problem: Problem) -> None:
        value = self.row.cells.get(problem.column, "")
        self.found.append(replace(problem, row=self.row.number, value=shown(value)))

    def text(self, column: str) -> str:
        return self.row.cells.get(column, "")

    def region(self, before: PolicyFacts | None) -> Region | None:
        asked = self.text("region")
        if before is not None and ("region" not in self.row.cells or asked == before.region.code):
            return before.region
        if not asked:
            self.add(Problem("region", "region_code_required"))
        elif asked not in self.known.regions:
            self.add(Problem("region", "region_not_kept"))
        return self.known.regions.get(asked)

    def values(self) -> dict[str, Any]:
        """Return the facts whose columns the file has."""
        cells = self.row.cells
        texts = ("name_en", "name_zh", "issuer", "number", "url")
        values: dict[str, Any] = {name: self.text(name) for name in texts if name in cells}
        if "kind" in cells:
            values["kind"] = kind_named(self.text("kind"))
        if "parks" in cells:
            values["parks"] = self.parks()
        for name in ("in_force_from", "in_force_until"):
            if name in cells:
                values[name] = self.day(name)
        return values

    def parks(self) -> tuple[Park, ...]:
        codes = [code for code in SEPARATORS.split(self.text("parks").upper()) if code]
        for code in codes:
            if code not in self.known.parks:
                self.add(Problem("parks", "park_not_in_region", {"park": shown(code)}))
                return ()
        return tuple(self.known.parks[code] for code in codes)

    def day(self, column: str) -> date | None:
        text = self.text(column)
        day = read_day(text)
        if text and day is None:
            self.add(Problem(column, "day_malformed"))
        return day


def read_day(text: str) -> date | None:
    """Return a day written as 2026-09-30, 2026/9/30, 2026.9.30 or 2026年9月30日, with a midnight behind it or not."""
    written = DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if written is None:
        return None
    year, month, day = (int(part) for part in written.groups())
    try:
        return date(year, month, day)
    except ValueError:  # such as 30 February
        return None


def kind_named(text: str) -> str:
    """Return the code of a kind given as code or by its name in either language; else the text itself."""
    return _kinds().get(_plain(text), text)


@cache
def _kinds() -> dict[str, str]:
    names: dict[str, str] = {}
    for kind in PolicyKind:
        for word in (kind.value, *CHINESE_KINDS[kind].split()):
            names[_plain(word)] = kind.value
        for language, _name in settings.LANGUAGES:
            with override(language):
                names[_plain(str(kind.label))] = kind.value
    return names


def _plain(text: str) -> str:
    """Return a word as it is compared: plain letters, one kind of gap, without the word for policy behind it."""
    word = BETWEEN_WORDS.sub(" ", unicodedata.normalize("NFKC", text).lower()).strip()
    return word.removesuffix(" policy").removesuffix("政策")
