"""Which rows and checks the forms of a framework hold, by stage and frequency."""

import pytest

from accounts.errors import NoLongerPossible, RuleBroken
from governance.choices import CheckLevel, EntrySource
from governance.models import ReportForm
from governance.services.forms import AskedRow, CheckText, install_forms
from parks.choices import Frequency, IndicatorKind
from tests.factories import make_indicator
from tests.governance.forms_for_tests import small_form

pytestmark = pytest.mark.django_db


def rows_of(form):
    return [
        (row.indicator.code, row.hangs_below.indicator.code if row.hangs_below else "")
        for row in form.entries.select_related("indicator", "hangs_below__indicator")
    ]


def form_of(stage, every):
    return ReportForm.objects.get(stage=stage, every=every)


def test_a_form_holds_its_stage_and_the_earlier_ones_at_its_frequency():
    small_form()
    held = {(form.stage, form.every): rows_of(form) for form in ReportForm.objects.all()}
    space = [("vacancy", ""), ("vacant", "vacancy"), ("floor", "vacancy")]
    assert held == {
        ("t1", "quarter"): [*space, ("employees", "")],
        ("t2", "quarter"): [*space, ("employees", ""), ("meetings", "")],
        ("t3", "quarter"): [*space, ("employees", ""), ("meetings", "")],
        ("t2", "year"): [("survey", "")],
        ("t3", "year"): [("survey", "")],
    }


def test_a_form_holds_the_checks_that_speak_of_its_rows():
    small_form()
    assert form_of("t1", "quarter").checks.count() == 2
    assert form_of("t2", "year").checks.count() == 0


def test_an_item_stands_once_below_the_first_formula_that_uses_it():
    for code in ("a", "b", "c"):
        make_indicator(code, kind=IndicatorKind.ITEM)
    make_indicator("x")
    make_indicator("y")
    formula = EntrySource.FORMULA
    rows = [
        AskedRow("x", formula, "", formula="a / b", items=("a", "b")),
        AskedRow("y", formula, "", formula="a / c", items=("a", "c")),
    ]
    [form] = install_forms(framework="f", version="1", stages=[""], rows=rows, checks=[], by=None)
    assert rows_of(form) == [("x", ""), ("a", "x"), ("b", "x"), ("y", ""), ("c", "y")]


def test_items_may_have_another_frequency_than_their_formula():
    make_indicator("people", kind=IndicatorKind.ITEM)
    make_indicator("value", kind=IndicatorKind.ITEM, every=Frequency.YEAR)
    make_indicator("value_per_person", every=Frequency.YEAR)
    row = AskedRow(
        "value_per_person",
        EntrySource.FORMULA,
        "",
        formula="value / people",
        items=("value", "people"),
    )
    install_forms(framework="f", version="1", stages=[], rows=[row], checks=[], by=None)
    below = "value_per_person"
    assert rows_of(form_of("", "quarter")) == [(below, ""), ("people", below)]
    assert rows_of(form_of("", "year")) == [(below, ""), ("value", below)]


def test_an_indicator_with_a_place_of_its_own_stands_there_and_not_below_a_formula():
    make_indicator("a")
    make_indicator("b", kind=IndicatorKind.ITEM)
    make_indicator("x")
    make_indicator("y")
    rows = [
        AskedRow("x", EntrySource.FORMULA, "t1", formula="a + b", items=("a", "b")),
        AskedRow("y", EntrySource.FORMULA, "t1", formula="x * 2", items=("x",)),
        AskedRow("a", EntrySource.ENTRY, "t2"),
        AskedRow("b", EntrySource.ENTRY, ""),
    ]
    install_forms(framework="f", version="1", stages=["t1", "t2"], rows=rows, checks=[], by=None)
    assert rows_of(form_of("t1", "quarter")) == [("x", ""), ("a", "x"), ("b", "x"), ("y", "")]
    assert rows_of(form_of("t2", "quarter")) == [("x", ""), ("b", "x"), ("y", ""), ("a", "")]


def test_a_version_is_installed_once():
    small_form()
    with pytest.raises(NoLongerPossible) as refused:
        install_forms(framework="small", version="1.0.0", stages=[], rows=[], checks=[], by=None)
    assert refused.value.code == "forms_installed"


def test_an_unknown_indicator_is_named():
    with pytest.raises(RuleBroken) as refused:
        install_forms(
            framework="f",
            version="1",
            stages=[],
            rows=[AskedRow("ghost", EntrySource.ENTRY, "")],
            checks=[CheckText("ghost > 0", CheckLevel.ERROR, {})],
            by=None,
        )
    assert "ghost" in refused.value.message
