"""How a row is shown: its state from what it holds and what was refused."""

from types import SimpleNamespace

import pytest

from accounts.errors import ChangedMeanwhile, RuleBroken
from governance.forms import TypedCell
from governance.selectors.report_detail import Category
from governance.views.showing import Cell, chosen_category

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


@pytest.mark.parametrize(
    ("code", "is_editable", "chosen"),
    [
        ("", True, "pilot"),
        ("", False, None),
        ("linkage", True, "linkage"),
        ("linkage", False, "linkage"),
        ("all", True, None),
        ("gone", True, "pilot"),
        ("gone", False, None),
    ],
)
def test_who_fills_in_begins_with_a_category_and_who_reads_sees_all(code, is_editable, chosen):
    page = SimpleNamespace(
        categories=[Category("pilot", "Pilot", []), Category("linkage", "Linkage", [])]
    )
    found = chosen_category(page, code, is_editable=is_editable)
    assert (found.code if found else None) == chosen


def test_a_refused_cell_keeps_what_was_typed():
    cell = Cell(row(missing_reason="late"), RuleBroken("x", "No."), TYPED)
    assert (cell.typed_value, cell.reason) == ("7", "")
    assert Cell(row(missing_reason="late")).reason == "late"
