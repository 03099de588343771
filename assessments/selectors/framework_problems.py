"""What is wrong with a framework file, each problem beside the line it was found in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from assessments.framework_file import FrameworkErrors

LONGEST_EXCERPT: Final = 120


@dataclass(frozen=True)
class ProblemRow:
    """One problem with the text of its line."""

    line: int
    place: str
    code: str
    message: str
    excerpt: str


def problems_shown(errors: FrameworkErrors, text: str) -> tuple[ProblemRow, ...]:
    """Return the problems in the order of the lines of `text`."""
    lines = text.splitlines()
    return tuple(
        ProblemRow(one.line, one.place, one.code, one.message, _excerpt(lines, one.line))
        for one in errors.problems
    )


def _excerpt(lines: list[str], line: int) -> str:
    text = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    return f"{text[:LONGEST_EXCERPT]}…" if len(text) > LONGEST_EXCERPT else text
