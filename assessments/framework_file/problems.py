"""What can be wrong with a framework file: every problem with its line, place, stable code and sentence, all at once."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final

from django.utils.translation import ngettext

from accounts.errors import RuleBroken
from assessments.engine_words import sentence_of
from engine.errors import Problem

FOLLOWS_FROM: Final = {
    "node_duplicate": {"code_duplicate"},
    "node_unknown": {"node_unknown", "code_duplicate", "code_malformed"},
    "tree_orphan": {"code_duplicate"},
    "tree_empty_node": {"children_unclear", "list_empty", "list_expected", "key_missing"},
    "name_unknown": {"code_malformed"},
    "unit_mismatch": {"unit_unknown"},
}
"""Problems of the engine that need no telling where one of these has been told of the same file."""
MOST_TOLD: Final = 200
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

    def add_of_engine(self, line: int, place: str, problem: Problem) -> None:
        """Note a problem of the engine, unless it only follows from one that is noted already."""
        causes = FOLLOWS_FROM.get(problem.code, set())
        if not any(one.code in causes for one in self.found):
            self.add(line, place, str(problem.code), sentence_of(problem))

    def raise_if_any(self) -> None:
        """Raise all that has been noted; return where there is nothing."""
        if self.found:
            raise FrameworkErrors(self.found)
