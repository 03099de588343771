"""Tells the type of a file by its content, among the few types that are taken."""

from __future__ import annotations

import io
import json
import re
import unicodedata
import zipfile
from dataclasses import dataclass

import puremagic


@dataclass(frozen=True)
class FileType:
    """A type that is taken; the first of `endings` is given to names that have none of them."""

    content_type: str
    endings: tuple[str, ...]


OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"

BINARY = {
    "application/pdf": FileType("application/pdf", (".pdf",)),
    "image/png": FileType("image/png", (".png",)),
    "image/jpeg": FileType("image/jpeg", (".jpg", ".jpeg")),
    "image/webp": FileType("image/webp", (".webp",)),
}
SIGNATURES = {
    "application/pdf": rb"%PDF-",
    "image/png": rb"\x89PNG\r\n\x1a\n",
    "image/jpeg": rb"\xff\xd8\xff",
    "image/webp": rb"RIFF....WEBP",
}
OFFICE_PARTS = {
    "xl/workbook.xml": FileType(f"{OFFICE}.spreadsheetml.sheet", (".xlsx",)),
    "word/document.xml": FileType(f"{OFFICE}.wordprocessingml.document", (".docx",)),
    "ppt/presentation.xml": FileType(f"{OFFICE}.presentationml.presentation", (".pptx",)),
}
OPEN_TYPES = {
    f"{OPEN}.text": FileType(f"{OPEN}.text", (".odt",)),
    f"{OPEN}.spreadsheet": FileType(f"{OPEN}.spreadsheet", (".ods",)),
    f"{OPEN}.presentation": FileType(f"{OPEN}.presentation", (".odp",)),
}
CSV = FileType("text/csv", (".csv",))
TEXT = FileType("text/plain", (".txt", ".md"))
JSON = FileType("application/json", (".json",))
GEOJSON = FileType("application/geo+json", (".geojson", ".json"))

MARKUP = re.compile(r"<\s*(!doctype|\?xml|html|head|body|script|svg|iframe|math)\b", re.IGNORECASE)
MACROS = ("vbaproject.bin", "basic/script-lc.xml")
OPEN_TYPE_LENGTH = 100


def type_of(content: bytes, name: str) -> FileType | None:
    """Return the type of `content`, None if it is not taken. The name only tells kinds of text apart."""
    if content.startswith(b"PK"):
        return _type_in_archive(content)
    for content_type, signature in SIGNATURES.items():
        if re.match(signature, content, re.DOTALL):
            return BINARY[content_type] if _agrees(content, content_type) else None
    return _type_of_text(content, name.lower())


def _agrees(content: bytes, content_type: str) -> bool:
    """Whether a second reader of signatures takes the content for the same type."""
    try:
        return any(match.mime_type == content_type for match in puremagic.magic_string(content))
    except puremagic.PureError:
        return False


def _type_in_archive(content: bytes) -> FileType | None:
    """Tell office documents apart by the parts in them; those with macros are not taken."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if any(name.lower().endswith(MACROS) for name in names):
                return None
            if "mimetype" in names:
                with archive.open("mimetype") as part:
                    said = part.read(OPEN_TYPE_LENGTH).decode("ascii", "replace").strip()
                return OPEN_TYPES.get(said)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError):
        return None
    if "[Content_Types].xml" not in names:
        return None
    return next((kind for part, kind in OFFICE_PARTS.items() if part in names), None)


def _type_of_text(content: bytes, name: str) -> FileType | None:
    text = _decoded(content)
    if text is None or MARKUP.search(text) or text.lstrip("\ufeff \t\r\n").startswith("<"):
        return None
    if name.endswith((".json", ".geojson")):
        return _type_of_json(text, name)
    return CSV if name.endswith(".csv") else TEXT


def _type_of_json(text: str, name: str) -> FileType | None:
    try:
        json.loads(text.removeprefix("\ufeff"))
    except (json.JSONDecodeError, RecursionError):
        return None
    return GEOJSON if name.endswith(".geojson") else JSON


def _decoded(content: bytes) -> str | None:
    """Return the text in `content`, in UTF-8, in UTF-16 if it says so, or in the Chinese GB 18030."""
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if is_wide else ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(
            unicodedata.category(c) in ("Cc", "Cn", "Cs") and c not in "\t\r\n\f" for c in text
        ):
            return text
    return None
