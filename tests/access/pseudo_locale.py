"""A language in which every translated text is marked, and what of a page is not: ⟦so⟧ it shows what nobody translated."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
import yaml
from django.db import models
from django.utils.translation.trans_real import CONTEXT_SEPARATOR, DjangoTranslation

from accounts.models import AuditEntry
from assessments.api.serializers import VersionSerializer
from assessments.models import FrameworkVersion
from assessments.selectors.framework_data import version_data
from parks.models import RegisterImport
from parks.selectors.public_holidays import known_years, state_days
from parks.services.register_rows import _levels
from tests.access.snapshot import tables
from tests.parks.register import GOOD

OPEN, CLOSE = "⟦", "⟧"
SPOKEN = {"title", "placeholder", "aria-label", "alt", "label", "hx-confirm", "content"}
BUTTONS = {"submit", "button", "reset"}
SILENT = {"script", "style", "code", "pre", "kbd", "textarea"}  # and what is set as code: .mono
LISTS_OF_CODES = {"time_zone", "chain", "action"}
BLOCKS = {"p", "div", "li", "td", "th", "h1", "h2", "h3", "option", "button", "label", "dd", "dt"}
VOID = {"input", "meta", "link", "br", "hr", "img", "use", "path", "col", "source", "wbr"}
LANGUAGES_AND_FORMATS = {
    "Parkpath",
    "English",
    "中文",
    "简体中文",
    "CSV",
    "Excel",
    "JSON",
    "GeoJSON",
    "YAML",
    "API",
}
SIGNS = {"ha", "km", "MB", "kB", "UTC", "fx"}
NOT_WORDS = re.compile(
    r"\S*[@/_.\d]\S*[\w)]"
)  # addresses, codes, file names, numbers with their units
WORD = re.compile(r"[A-Za-z]{2,}|[\u4e00-\u9fff]+")
MACHINE_JSON = {"type", "coordinates", "code", "kind", "url", "href", "sign", "stage", "state"}


@pytest.fixture
def marked_texts(monkeypatch):
    """Let every translation come back marked."""
    gettext, ngettext = DjangoTranslation.gettext, DjangoTranslation.ngettext

    def marked(text: str) -> str:
        return f"{OPEN}{text.rpartition(CONTEXT_SEPARATOR)[2]}{CLOSE}"

    monkeypatch.setattr(
        DjangoTranslation, "gettext", lambda self, text: marked(gettext(self, text)), raising=False
    )
    monkeypatch.setattr(
        DjangoTranslation, "ngettext", lambda self, *args: marked(ngettext(self, *args))
    )
    _levels.cache_clear()
    yield
    _levels.cache_clear()


def without_marked(text: str, depth: int = 0) -> tuple[str, int]:
    """Return what of `text` stands outside all marks, and how many marks are open at its end."""
    plain = []
    for sign in text:
        if sign == OPEN:
            depth += 1
        elif sign == CLOSE:
            depth = max(depth - 1, 0)
        elif depth == 0:
            plain.append(sign)
    return "".join(plain), depth


class Page(HTMLParser):
    """Collects what a reader sees or hears of a page outside all marks."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.islands: list[str] = []
        self.depth = 0
        self.silent = 0
        self.skips: list[tuple[str, bool]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in BLOCKS:
            self.depth = 0
        if tag not in VOID:
            silent = tag in SILENT or given.get("name") in LISTS_OF_CODES
            silent |= "mono" in given.get("class", "").split()
            self.skips.append((tag, silent))
            self.silent += silent
            if tag == "script" and given.get("type") == "application/json":
                self.islands.append("")
        self.found += [without_marked(text)[0] for text in self._spoken(tag, given)]

    def handle_endtag(self, tag: str) -> None:
        while self.skips and tag in {name for name, _silent in self.skips}:
            name, silent = self.skips.pop()
            self.silent -= silent
            if name == tag:
                break
        if tag in BLOCKS:
            self.depth = 0

    def handle_data(self, data: str) -> None:
        if self.skips and self.skips[-1][0] == "script":
            if self.islands:
                self.islands[-1] += data
            return
        plain, self.depth = without_marked(data, self.depth)
        if not self.silent:
            self.found.append(plain)

    def _spoken(self, tag: str, given: dict[str, str]) -> Iterator[str]:
        for name, value in given.items():
            is_text = name in SPOKEN - {"content"} or (name == "content" and "name" not in given)
            is_told_to_scripts = name.startswith("data-") and " " in value.strip()
            is_button = name == "value" and tag == "input" and given.get("type") in BUTTONS
            if is_text or is_button or (is_told_to_scripts and not value.startswith(("{", "["))):
                yield value


def untranslated(html: str, data: re.Pattern[str]) -> list[str]:
    """Return the words of a page that are neither translated nor data."""
    page = Page(html)
    texts = [*page.found, *(text for one in page.islands for text in _told(json.loads(one)))]
    return words_outside(texts, data)


def words_outside(texts: Iterable[str], data: re.Pattern[str]) -> list[str]:
    found = []
    for text in texts:
        rest = NOT_WORDS.sub(" ", data.sub(" ", without_marked(text)[0]))
        words = [one for one in WORD.findall(rest) if one not in LANGUAGES_AND_FORMATS | SIGNS]
        if words:
            found.append(" ".join(text.split()))
    return found


def _told(value: Any) -> Iterator[str]:
    """Yield the texts that an island of JSON hands to a script, those for machines aside."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in MACHINE_JSON:
                yield from _told(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _told(inner)
    elif isinstance(value, str):
        yield value


def texts_of_the_database() -> re.Pattern[str]:
    """Return what finds every text that people or framework files have put into the database."""
    texts = {*GOOD.values(), *_names_of_holidays()}
    texts.update(
        one.get("reason", "") for one in AuditEntry.objects.values_list("details", flat=True)
    )
    for upload in RegisterImport.objects.all():
        texts.update(change["name"] for change in upload.result["changes"])
    for model in tables():
        for field in model._meta.concrete_fields:
            if isinstance(field, (models.CharField, models.TextField)) and not field.choices:
                values = model._base_manager.values_list(field.name, flat=True)
                read = yaml.safe_load if field.name == "source" else str
                texts.update(text for value in values if value for text in _strings(read(value)))
            elif field.name in {"category_titles", "concept_titles", "evidence_asked", "fails_as"}:
                for value in model._base_manager.values_list(field.name, flat=True):
                    texts.update(_strings(value))
    for (
        version
    ) in FrameworkVersion.objects.all():  # rules in words: the engine's, in both languages
        shown = VersionSerializer(version_data(version, may_manage=False)).data
        texts.update(_in_words(json.loads(json.dumps(shown))))
    longest_first = sorted((text for text in texts if text.strip()), key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in longest_first))


def _names_of_holidays() -> set[str]:
    """The library of public holidays has them in both languages."""
    days = (day for year in known_years() for day in state_days(year).values())
    return {name for day in days for name in day.names.values()}


def _in_words(value: Any) -> Iterator[str]:
    """Yield what stands under a name that ends in `in_words`, wherever in `value`."""
    if isinstance(value, list):
        value = dict(enumerate(value))
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from (_strings if str(name).endswith("in_words") else _in_words)(inner)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif value is not None:
        yield str(value)
