"""What can be wrong with a framework file: every problem with its line, place, stable code and sentence, all at once."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import ngettext

from accounts.errors import RuleBroken

MOST_TOLD = 200
"""More problems than this are not listed; a file with so many is better begun anew."""


@dataclass(frozen=True, order=True)
class FrameworkProblem:
    """One problem; `place` says in which part of the file the line lies."""

    line: int
    place: str
    code: str
    message: str


class FrameworkErrors(RuleBroken):
    """A framework file with problems, all of them listed in the order of its lines."""

    def __init__(self, problems: list[FrameworkProblem]) -> None:
        told = sorted(dict.fromkeys(problems))
        count = len(told)
        message = ngettext(
            "There is %(count)s error in the framework file.",
            "There are %(count)s errors in the framework file.",
            count,
        )
        self.problems = told[:MOST_TOLD]
        details: list[dict[str, Any]] = [asdict(one) for one in self.problems]
        super().__init__("framework_invalid", message % {"count": count}, errors=details)


class Problems:
    """Collects problems while a file is read."""

    def __init__(self) -> None:
        self.found: list[FrameworkProblem] = []

    def add(self, line: int, place: str, code: str, message: str) -> None:
        """Note one problem; `message` is a translated sentence."""
        self.found.append(FrameworkProblem(line, place, code, message))

    def raise_if_any(self) -> None:
        """Raise all that has been noted; return where there is nothing."""
        if self.found:
            raise FrameworkErrors(self.found)
