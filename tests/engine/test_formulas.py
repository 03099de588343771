"""The columns that rules see: this quarter's, the quarters before, formulas computed in each."""

from engine.formulas import QuarterColumns, carried_inputs, parse_rules
from engine.spec import Item
from engine.table import Table
from tests.engine.specs import flat_spec, indicator, table_of

SPEC = flat_spec(
    indicator("twice", formula="half * 4"),
    indicator("half", formula="x / 2"),
    indicator("moved", formula="change(half)"),
    items=(Item("x", "", "quarter"),),
)


def values(columns, *name):
    column = columns.column(*name)
    return [
        value if state == 0 else None
        for value, state in zip(column.values, column.state, strict=True)
    ]


def test_formulas_stand_after_those_they_use():
    assert list(parse_rules(SPEC).formulas) == ["half", "twice", "moved"]


def test_each_quarter_has_its_own_columns():
    tables = [table_of({"x": [8, None]}), table_of({"x": [6, 2]}), table_of({"x": [2, 2]})]
    columns = QuarterColumns(SPEC, parse_rules(SPEC), tables)
    assert values(columns, "value", "twice") == [16, None]
    assert values(columns, "value", "half", 1) == [3, 1]
    assert values(columns, "value", "moved") == [1, None]
    assert values(columns, "value", "moved", 1) == [2, 0]
    assert values(columns, "value", "moved", 2) == [None, None]
    assert values(columns, "previous", "x") == [6, 2]
    assert values(columns, "previous", "x", 1) == [2, 2]
    assert values(columns, "value", "x", 9) == [None, None]
    assert values(columns, "score", "half") == [None, None]


def test_a_long_chain_of_formulas_does_not_run_out_of_stack():
    chain = [indicator("f0", formula="x")]
    chain += [
        indicator(f"f{n}", formula=f"{'(' * 40}f{n - 1}{')' * 40} + 1") for n in range(1, 150)
    ]
    spec = flat_spec(*chain[::-1], items=(Item("x", "", "quarter"),))
    tables = [table_of({"x": [n]}) for n in range(5)]
    columns = QuarterColumns(spec, parse_rules(spec), tables)
    assert values(columns, "value", "f149", 4) == [153]


def test_what_a_formula_uses_makes_it_carried():
    table = Table.of(["P0", "P1"], ["x"], [[1], [1]], carried=[[True], [False]])
    assert carried_inputs(parse_rules(SPEC), table, "twice").tolist() == [True, False]
    assert carried_inputs(parse_rules(SPEC), table, "x").tolist() == [True, False]
