"""The type of a file is what its content is, and only a few are taken."""

import io
import zipfile

import pytest

from accounts.services.file_types import type_of

OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"


def archive(**parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return content.getvalue()


def office(*parts):
    return archive(**{"[Content_Types].xml": "<Types/>"}, **dict.fromkeys(parts, "<x/>"))


TAKEN = {
    "pdf": (b"%PDF-1.4\n", "application/pdf"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(20), "image/png"),
    "jpeg": (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(20), "image/jpeg"),
    "webp": (b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(20), "image/webp"),
    "xlsx": (office("xl/workbook.xml"), f"{OFFICE}.spreadsheetml.sheet"),
    "docx": (office("word/document.xml"), f"{OFFICE}.wordprocessingml.document"),
    "pptx": (office("ppt/presentation.xml"), f"{OFFICE}.presentationml.presentation"),
    "odt": (archive(mimetype=f"{OPEN}.text"), f"{OPEN}.text"),
    "ods": (archive(mimetype=f"{OPEN}.spreadsheet"), f"{OPEN}.spreadsheet"),
    "odp": (archive(mimetype=f"{OPEN}.presentation"), f"{OPEN}.presentation"),
}


@pytest.mark.parametrize("kind", TAKEN)
@pytest.mark.parametrize("name", ["a.html", "a", "a.csv"])
def test_the_content_decides_whatever_the_name_says(kind, name):
    content, content_type = TAKEN[kind]
    found = type_of(content, name)
    assert found is not None
    assert found.content_type == content_type


@pytest.mark.parametrize(
    ("content", "name", "content_type"),
    [
        (b"code,value\nLH-01,3\n", "a.csv", "text/csv"),
        ("编码,数值\n".encode("gb18030"), "a.CSV", "text/csv"),
        ("\ufeff编码,数值\n".encode(), "a.csv", "text/csv"),
        ("编码\t数值\n".encode("utf-16"), "a.txt", "text/plain"),
        (b"Minutes of the meeting\n", "minutes", "text/plain"),
        (b"costs < 5 and > 3\n", "a.txt", "text/plain"),
        (b'{"type": "FeatureCollection"}', "a.geojson", "application/geo+json"),
        (b'{"a": 1}', "a.json", "application/json"),
    ],
)
def test_text_is_told_apart_by_its_name(content, name, content_type):
    found = type_of(content, name)
    assert found is not None
    assert found.content_type == content_type


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg"),
        (b"\xef\xbb\xbf  <!DOCTYPE html><p>", "a.txt"),
        (b"<?xml version='1.0'?><a/>", "a.txt"),
        (b"GIF89a<script>alert(1)</script>", "a.txt"),
        (b"hello <ScRipt src=x>", "a.csv"),
        ("<html>".encode("utf-16"), "a.txt"),
        (b"GIF89a\x01\x00\x01\x00\x00", "a.gif"),
        (b"MZ\x90\x00\x03" + bytes(60), "a.pdf"),
        (b"\x7fELF\x02\x01\x01" + bytes(60), "a"),
        (b"text with a \x00 in it", "a.txt"),
        (b"{'a': 1}", "a.json"),
        (b"[" * 100_000, "a.json"),
        (archive(**{"a.txt": "x"}), "a.xlsx"),
        (archive(mimetype="application/epub+zip"), "a.odt"),
        (office("xl/workbook.xml", "xl/vbaProject.bin"), "a.xlsx"),
        (office("xl/other.xml"), "a.xlsx"),
        (b"PK\x03\x04 not an archive", "a.xlsx"),
        (archive(**{"xl/workbook.xml": ""}), "a.xlsx"),
    ],
)
def test_everything_else_is_refused(content, name):
    assert type_of(content, name) is None
