"""Reads YAML into plain nodes that know their line: no anchors, aliases or tags, no key twice, bounded size and depth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from assessments.framework_file.problems import Problems

MOST_BYTES: Final = 1024 * 1024
MOST_LEVELS: Final = 30
_NULL: Final = {"", "~", "null", "Null", "NULL"}
_TRUTHS: Final = {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_WHOLE: Final = re.compile(r"[-+]?[0-9]{1,15}")
_NUMBER: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NO_NUMBER: Final = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")

Plain = str | int | float | bool | None


@dataclass(frozen=True)
class Scalar:
    """A single value, read by the core schema of YAML 1.2; `text` is how it was written."""

    line: int
    value: Plain
    text: str


@dataclass(frozen=True)
class Listing:
    """A list of nodes."""

    line: int
    items: list[YamlNode] = field(default_factory=list)


@dataclass(frozen=True)
class Mapping:
    """Keys with their nodes and lines."""

    line: int
    pairs: dict[str, YamlNode] = field(default_factory=dict)
    key_lines: dict[str, int] = field(default_factory=dict)


YamlNode = Scalar | Listing | Mapping


def read_yaml(text: str, problems: Problems) -> YamlNode | None:
    """Return the one document of `text`, or None with the problems noted."""
    if len(text.encode(errors="replace")) > MOST_BYTES:
        problems.add(1, "", "file_too_large", _("The file is larger than 1 MB."))
        return None
    try:
        events = list(YAML(typ="safe", pure=True).parse(text))
    except YAMLError as error:
        line, detail = _told_by(error)
        message = _("This is not valid YAML: %(detail)s.") % {"detail": detail}
        problems.add(line, "", "yaml_syntax", message)
        return None
    builder = _Builder(problems)
    return builder.root if all(builder.take(event) for event in events) else None


def plain_value(node: YamlNode) -> Any:
    """Return a node as plain Python values."""
    match node:
        case Scalar():
            return node.value
        case Listing():
            return [plain_value(item) for item in node.items]
        case Mapping():
            return {key: plain_value(value) for key, value in node.pairs.items()}


class _Builder:
    """Takes the parser's events one by one and hangs up the nodes they tell of."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.root: YamlNode | None = None
        self.open: list[Listing | Mapping] = []
        self.keys: list[tuple[str, int] | None] = []
        self.documents = 0

    def take(self, event: Any) -> bool:
        """Hang up what the event tells; False where going on makes no sense."""
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, DocumentStartEvent):
            return self._begin_document(line)
        if isinstance(event, AliasEvent):
            message = _("Anchors and aliases are not allowed here; write the value out.")
            self.problems.add(line, "", "alias_refused", message)
            self._hang(Scalar(line, None, ""))
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self.open.pop()
            self.keys.pop()
        elif isinstance(event, NodeEvent):
            self._refuse_marks(event, line)
            return self._take_node(event, line)
        return True

    def _begin_document(self, line: int) -> bool:
        self.documents += 1
        if self.documents > 1:
            message = _("The file holds more than one document.")
            self.problems.add(line, "", "document_second", message)
        return self.documents == 1

    def _take_node(self, event: Any, line: int) -> bool:
        if isinstance(event, ScalarEvent):
            self._hang(_scalar(event, line))
            return True
        if len(self.open) >= MOST_LEVELS:
            self.problems.add(line, "", "file_too_deep", _("The file is nested too deeply."))
            return False
        node = Mapping(line) if isinstance(event, MappingStartEvent) else Listing(line)
        self._hang(node)
        self.open.append(node)
        self.keys.append(None)
        return isinstance(event, MappingStartEvent | SequenceStartEvent)

    def _refuse_marks(self, event: Any, line: int) -> None:
        if event.anchor is not None:
            message = _("Anchors and aliases are not allowed here; write the value out.")
            self.problems.add(line, "", "alias_refused", message)
        if event.tag is not None and event.tag != "!":
            self.problems.add(line, "", "tag_refused", _("Tags are not allowed here."))

    def _hang(self, node: YamlNode) -> None:
        """Put a node where it belongs: into the open list, as a key or a value of the open mapping, or at the root."""
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent, Listing):
            parent.items.append(node)
            return
        key = self.keys[-1]
        if key is None:
            self.keys[-1] = self._key(node)
            return
        self.keys[-1] = None
        name, line = key
        if name in parent.pairs:
            message = _("The key “%(key)s” stands here twice.") % {"key": name}
            self.problems.add(line, "", "key_duplicate", message)
            return
        parent.pairs[name] = node
        parent.key_lines[name] = line

    def _key(self, node: YamlNode) -> tuple[str, int]:
        if isinstance(node, Scalar):
            return node.text, node.line
        self.problems.add(node.line, "", "key_not_text", _("A key must be a single word or text."))
        return f"?{node.line}", node.line


def _scalar(event: ScalarEvent, line: int) -> Scalar:
    text = event.value
    return Scalar(line, _resolved(text) if event.style is None else text, text)


def _resolved(text: str) -> Plain:
    """Return the value of an unquoted text: null, a truth, a number, or the text itself."""
    if text in _NULL:
        return None
    if text in _TRUTHS:
        return _TRUTHS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text) or _NO_NUMBER.fullmatch(text):
        return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return text


def _told_by(error: YAMLError) -> tuple[int, str]:
    """Return the line a YAML error names and the parser's own words for it."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    words = next(_words_of(error), type(error).__name__)
    return (mark.line + 1 if mark else 1), words


def _words_of(error: YAMLError) -> Iterator[str]:
    for name in ("problem", "reason", "context"):
        words = getattr(error, name, None)
        if words:
            yield " ".join(str(words).split()).rstrip(".")
