"""Files of the demo, made in code: one-page PDF statements and CSV tables, as committees attach them."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.files.base import ContentFile

PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def statement(name: str, lines: Sequence[str]) -> ContentFile[bytes]:
    """Return a PDF of one page; its text is plain ASCII."""
    shown = [f"({_escaped(line)}) Tj T*" for line in lines]
    text = "\n".join(["BT /F1 12 Tf 18 TL 72 770 Td", *shown, "ET"])
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        PAGE,
        f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
        FONT,
    ]
    return ContentFile(_pdf(objects), name=name)


def table(name: str, rows: Sequence[Sequence[object]]) -> ContentFile[bytes]:
    """Return a CSV file as spreadsheets of Chinese offices write it: UTF-8 with a byte-order mark."""
    text = "".join(",".join(str(cell) for cell in row) + "\r\n" for row in rows)
    return ContentFile(text.encode("utf-8-sig"), name=name)


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _pdf(objects: Sequence[str]) -> bytes:
    """Write the objects of a PDF one after the other, then where each begins."""
    content = b"%PDF-1.4\n"
    starts = []
    for number, held in enumerate(objects, start=1):
        starts.append(len(content))
        content += f"{number} 0 obj\n{held}\nendobj\n".encode("ascii")
    table_start = len(content)
    table_rows = "".join(f"{start:010d} 00000 n \n" for start in starts)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table_start}\n%%EOF\n"
    return content + f"xref\n0 {size}\n0000000000 65535 f \n{table_rows}{trailer}".encode("ascii")
