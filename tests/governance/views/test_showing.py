"""How a row is shown: its state from what it holds and what was refused."""

from types import SimpleNamespace

import pytest

from accounts.errors import ChangedMeanwhile, RuleBroken
from governance.forms import TypedCell
from governance.views.showing import Cell

TYPED = TypedCell("x", "7", "", None, 0)


def row(**fields):
    values = {"has_error": False, "has_warning": False, "missing_reason": "", "is_empty": False}
    return SimpleNamespace(**{**values, **fields})


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        (Cell(row()), "c-saved"),
        (Cell(row(is_empty=True)), "c-empty"),
        (Cell(row(missing_reason="late")), "c-none"),
        (Cell(row(has_warning=True)), "c-warn"),
        (Cell(row(has_error=True, has_warning=True)), "c-invalid"),
        (Cell(row(), RuleBroken("x", "No."), TYPED), "c-invalid"),
        (Cell(row(), ChangedMeanwhile("x", "No.", theirs={"value": 1}), TYPED), "c-conflict"),
    ],
)
def test_a_cell_shows_the_worst_of_what_is_the_matter(cell, state):
    assert cell.state == state


def test_a_refused_cell_keeps_what_was_typed():
    cell = Cell(row(missing_reason="late"), RuleBroken("x", "No."), TYPED)
    assert (cell.typed_value, cell.reason) == ("7", "")
    assert Cell(row(missing_reason="late")).reason == "late"
