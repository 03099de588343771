"""Text in CSV files: kept from acting as a formula in a spreadsheet on the way out, restored on the way in."""

from __future__ import annotations

import re

# What spreadsheets take for the beginning of a formula, the full-width forms included.
FORMULA = re.compile(r"'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")


def defused(text: str) -> str:
    """Return `text` with an apostrophe before it where a spreadsheet would calculate it."""
    return f"'{text}" if FORMULA.match(text) else text


def restored(text: str) -> str:
    """Undo `defused`, so that what was exported is imported as it was."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text
