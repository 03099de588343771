"""Reads the keys of one mapping by kind, noting what is missing, unknown or of the wrong kind."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator
from typing import Final

from django.utils.translation import gettext as _

from assessments.framework_file.parts import Texts
from assessments.framework_file.problems import Problems
from assessments.framework_file.yaml_tree import Listing, Mapping, Plain, Scalar, YamlNode

LANGUAGES: Final = ("en", "zh-hans")
CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,63}")
LARGEST: Final = 1e100
MOST_OF_A_TITLE: Final = 200
MOST_OF_A_TEXT: Final = 2000


class Fields:
    """The keys of one mapping; every reading method gives a usable value and notes the problem beside it."""

    def __init__(
        self,
        node: YamlNode | None,
        problems: Problems,
        place: str = "",
        *,
        known: Collection[str] = (),
        line: int = 1,
    ) -> None:
        self.problems = problems
        self.place = place
        self.node = node if isinstance(node, Mapping) else Mapping(node.line if node else line)
        self.is_readable = isinstance(node, Mapping)
        if not self.is_readable:
            self.note("", "mapping_expected", _("Keys with values are needed here."))
        elif known:
            self._refuse_unknown(known)

    @property
    def line(self) -> int:
        return self.node.line

    def at(self, place: str) -> Fields:
        """The same keys, with problems told under another place."""
        self.place = place
        return self

    def line_of(self, key: str) -> int:
        """The line of a key, else that of the mapping."""
        return self.node.key_lines.get(key, self.line)

    def note(self, key: str, code: str, message: str) -> None:
        """Note a problem at the line of a key."""
        self.problems.add(self.line_of(key), self.place, code, message)

    def has(self, key: str) -> bool:
        """Whether a key is there with anything but null."""
        node = self.node.pairs.get(key)
        return node is not None and not (isinstance(node, Scalar) and node.value is None)

    def inner(self, key: str, known: Collection[str] = (), *, required: bool = False) -> Fields:
        """The mapping below a key; an empty one where there is none."""
        if not self._is_there(key, required):
            return Fields(Mapping(self.line_of(key)), self.problems, self.place)
        place = f"{self.place} {key}".strip()
        return Fields(self.node.pairs[key], self.problems, place, known=known)

    def nodes(self, key: str, *, required: bool = False) -> list[YamlNode]:
        """The members of the list below a key."""
        if not self._is_there(key, required):
            return []
        node = self.node.pairs[key]
        if not isinstance(node, Listing):
            message = _("“%(key)s” must be a list.") % {"key": key}
            self.note(key, "list_expected", message)
            return []
        if required and not node.items:
            self.note(key, "list_empty", _("“%(key)s” must not be empty.") % {"key": key})
        return node.items

    def text(
        self, key: str, *, required: bool = False, default: str = "", most: int = MOST_OF_A_TEXT
    ) -> str:
        """A text; a number must stand in quotes to be one."""
        if not self._is_there(key, required):
            return default
        value = self._plain(key)
        if not isinstance(value, str):
            message = _("“%(key)s” must be a text; write it in quotes.") % {"key": key}
            self.note(key, "text_expected", message)
            return default
        if len(value) > most:
            message = _("“%(key)s” has more than %(most)s characters.") % {"key": key, "most": most}
            self.note(key, "text_too_long", message)
        return value.strip()

    def code(self, key: str = "code") -> str:
        """A code of small letters, digits and underscores; a stand-in that nothing else has where it is not one."""
        value = self.text(key, required=True)
        if CODE.fullmatch(value):
            return value
        if value:
            message = _("“%(code)s” is no code: small letters, digits and underscores only.")
            self.note(key, "code_malformed", message % {"code": value[:80]})
        return f"?{self.line_of(key)}"

    def texts(self, key: str, *, required: bool = False, most: int = MOST_OF_A_TEXT) -> Texts:
        """A text in both languages."""
        if not self._is_there(key, required):
            return {}
        if not isinstance(self.node.pairs[key], Mapping):
            message = _("“%(key)s” needs its text in both languages: {en: …, zh-hans: …}.")
            self.note(key, "languages_expected", message % {"key": key})
            return {}
        inner = self.inner(key, LANGUAGES)
        inner.place = self.place
        found = {language: inner.text(language, most=most) for language in LANGUAGES}
        for language, text in found.items():
            if not text:
                message = _("“%(key)s” has no text in the language %(language)s.")
                details = {"key": key, "language": language}
                self.note(key, "language_missing", message % details)
        return found

    def choice(self, key: str, choices: Collection[str], default: str | None = None) -> str:
        """One of some words; required where there is no default."""
        fallback = default if default is not None else next(iter(choices))
        if not self._is_there(key, default is None):
            return fallback
        value = self._plain(key)
        if value not in choices:
            message = _("“%(key)s” must be one of: %(choices)s.")
            self.note(key, "value_unknown", message % {"key": key, "choices": ", ".join(choices)})
            return fallback
        return str(value)

    def number(
        self,
        key: str,
        default: float | None = None,
        *,
        low: float = -LARGEST,
        high: float = LARGEST,
    ) -> float:
        """A finite number between two bounds; required where there is no default."""
        fallback = low if default is None else default
        if not self._is_there(key, default is None):
            return fallback
        value = self._plain(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.note(key, "number_expected", _("“%(key)s” must be a number.") % {"key": key})
            return fallback
        if not math.isfinite(value) or not low <= value <= high:
            message = _("“%(key)s” must lie between %(low)s and %(high)s.")
            bounds = {"key": key, "low": f"{low:g}", "high": f"{high:g}"}
            self.note(key, "number_range", message % bounds)
            return fallback
        return float(value)

    def whole(self, key: str, default: int | None = None, *, low: int, high: int) -> int:
        """A whole number between two bounds."""
        value = self.number(key, default, low=low, high=high)
        if value != int(value):
            message = _("“%(key)s” must be a whole number.") % {"key": key}
            self.note(key, "number_not_whole", message)
        return int(value)

    def truth(self, key: str) -> bool:
        """True or false; false where it is not given."""
        if not self.has(key):
            return False
        value = self._plain(key)
        if not isinstance(value, bool):
            self.note(key, "truth_expected", _("“%(key)s” must be true or false.") % {"key": key})
        return value is True

    def _plain(self, key: str) -> Plain | Listing | Mapping:
        node = self.node.pairs[key]
        return node.value if isinstance(node, Scalar) else node

    def _is_there(self, key: str, required: bool) -> bool:
        if self.has(key):
            return True
        if required and self.is_readable:
            self.note(key, "key_missing", _("“%(key)s” is missing.") % {"key": key})
        return False

    def _refuse_unknown(self, known: Collection[str]) -> None:
        for key in self.node.pairs:
            if key not in known:
                message = _("The key “%(key)s” is unknown here; known are: %(known)s.")
                details = {"key": key[:80], "known": ", ".join(known)}
                self.note(key, "key_unknown", message % details)


def each(
    nodes: list[YamlNode], problems: Problems, place: str, known: Collection[str]
) -> Iterator[Fields]:
    """Yield the members of a list, each as its keys."""
    for node in nodes:
        yield Fields(node, problems, place, known=known)


def refuse_repeats(found: list[tuple[str, int]], problems: Problems, place: str) -> None:
    """Note every code that stands a second time; `found` are codes with their lines."""
    first: dict[str, int] = {}
    for code, line in found:
        if code in first:
            message = _("The code “%(code)s” is taken already, in line %(line)s.")
            details = {"code": code, "line": first[code]}
            problems.add(line, place, "code_duplicate", message % details)
        first.setdefault(code, line)
