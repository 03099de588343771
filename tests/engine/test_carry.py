"""Which value stands for a quarter: by hand, and against a slow reference that looks at one cell at a time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.carry import Cells, month_index, quarter_values
from engine.errors import EngineError
from engine.rules import MISSING, NOT_APPLICABLE, OK
from engine.spec import Item, MissingPolicy, Spec
from tests.engine.specs import flat_spec, indicator

MARCH, JUNE, DECEMBER = (month_index(2026, month) for month in (3, 6, 12))
ENDED = month_index(2025, 12)


def spec_of(every, over="last", limit=None):
    carry = {"month": 3, "quarter": 2, "year": 1}
    carry |= {} if limit is None else {every: limit}
    nodes = flat_spec(indicator("a")).nodes
    items = (Item("x", "", every, over),)
    return Spec("c", "1", nodes, (indicator("a"),), items, missing=MissingPolicy(carry=carry))


def quarter_of(spec, rows, quarter_end=MARCH):
    cells = Cells.of(spec, ["P0"], [("P0", "x", *row) for row in rows])
    quarter = quarter_values(spec, ["P0"], cells, quarter_end)
    return quarter


def read(spec, rows, quarter_end=MARCH):
    """Return value, state and carried flag of the only cell; a row is (months before the quarter's end, value)."""
    held = [
        (quarter_end - age, None if isinstance(v, str) else v, _state(v)) for age, v in rows.items()
    ]
    quarter = quarter_of(spec, held, quarter_end)
    table = quarter.table
    value = table.values[0, 0]
    return None if np.isnan(value) else value, int(table.states[0, 0]), bool(table.carried[0, 0])


def _state(value):
    return {"n/a": NOT_APPLICABLE, "late": MISSING}.get(value, OK)


@pytest.mark.parametrize(
    ("over", "months", "expected"),
    [
        ("last", {0: 3, 1: 2, 2: 1}, (3, OK, False)),
        ("last", {1: 2, 2: 1}, (2, OK, False)),
        ("last", {0: "late", 1: 2}, (2, OK, False)),
        ("last", {0: "n/a", 1: 2}, (None, NOT_APPLICABLE, False)),
        ("last", {3: 9}, (9, OK, True)),
        ("last", {4: 9}, (None, MISSING, False)),
        ("last", {3: "n/a"}, (None, MISSING, False)),
        ("last", {}, (None, MISSING, False)),
        ("last", {0: 0}, (0, OK, False)),
        ("mean", {0: 3, 1: 2, 2: 1}, (2, OK, False)),
        ("mean", {0: 3, 2: 1}, (2, OK, False)),
        ("mean", {0: "n/a", 2: 1}, (1, OK, False)),
        ("mean", {0: "n/a"}, (None, NOT_APPLICABLE, False)),
        ("mean", {0: "late", 3: 7}, (7, OK, True)),
        ("sum", {0: 3, 1: 2, 2: 1}, (6, OK, False)),
        ("sum", {0: 3, 1: 2}, (None, MISSING, False)),
        ("sum", {0: 3, 1: "n/a", 2: 1}, (4, OK, False)),
        ("sum", {0: "n/a", 1: "n/a", 2: "n/a"}, (None, NOT_APPLICABLE, False)),
        ("sum", {0: 3, 3: 4, 4: 5, 5: 6}, (15, OK, True)),
        ("sum", {0: 3, 3: 4, 4: 5}, (None, MISSING, False)),
        ("sum", {0: "n/a", 3: 4, 4: 5, 5: 6}, (None, MISSING, False)),
    ],
)
def test_months_become_a_quarter(over, months, expected):
    assert read(spec_of("month", over), months) == expected


@pytest.mark.parametrize(
    ("quarters", "expected"),
    [
        ({0: 5, 3: 4}, (5, OK, False)),
        ({3: 4}, (4, OK, True)),
        ({6: 4}, (4, OK, True)),
        ({9: 4}, (None, MISSING, False)),
        ({0: "late", 3: 4}, (4, OK, True)),
        ({0: "n/a", 3: 4}, (None, NOT_APPLICABLE, False)),
        ({3: "n/a", 6: 4}, (None, MISSING, False)),
    ],
)
def test_a_quarters_value_is_carried_within_its_limit(quarters, expected):
    assert read(spec_of("quarter"), quarters) == expected


@pytest.mark.parametrize("month", [3, 6, 9])
def test_the_last_full_year_serves_the_quarters_before_the_next_ends(month):
    end = month_index(2026, month)
    assert read(spec_of("year"), {end - ENDED: 5}, end) == (5, OK, False)
    assert read(spec_of("year", limit=0), {end - ENDED: 5}, end) == (5, OK, False)
    assert read(spec_of("year"), {end - ENDED: "n/a"}, end) == (None, NOT_APPLICABLE, False)
    assert read(spec_of("year"), {end - ENDED + 12: 5}, end) == (None, MISSING, False)


def test_the_year_before_serves_the_last_quarter_where_the_year_is_not_there_yet():
    assert read(spec_of("year"), {0: 6, 12: 5}, DECEMBER) == (6, OK, False)
    assert read(spec_of("year"), {12: 5}, DECEMBER) == (5, OK, True)
    assert read(spec_of("year", limit=0), {12: 5}, DECEMBER) == (None, MISSING, False)


def test_a_later_value_does_not_count():
    assert read(spec_of("quarter"), {-3: 9}) == (None, MISSING, False)


def test_a_value_says_which_cells_it_comes_from():
    rows = [(MARCH - 2, 1, OK), (MARCH, 3, OK), (MARCH - 1, 2, OK)]
    quarter = quarter_of(spec_of("month", "mean"), rows)
    assert quarter.used[0, 0].tolist() == [1, 2, 0]
    assert quarter.source[0, 0] == MARCH
    quarter = quarter_of(spec_of("quarter"), [(MARCH - 6, 4, OK)])
    assert quarter.used[0, 0].tolist() == [0, -1, -1]
    assert quarter.source[0, 0] == MARCH - 6
    assert quarter.source[0, 1] == -1


def test_everything_wrong_is_told_at_once():
    spec = spec_of("quarter")
    rows = [(MARCH, 1, OK), (MARCH, 2, OK), (MARCH - 1, 3, OK), (JUNE, float("inf"), OK)]
    with pytest.raises(EngineError) as caught:
        quarter_of(spec, rows, MARCH + 1)
    found = [(one.code, one.place) for one in caught.value.problems]
    assert found == [
        ("parameter_range", ""),
        ("parameter_range", "P0, x"),
        ("value_not_finite", "P0, x"),
        ("duplicate_pair", "P0, x"),
    ]


def test_unknown_units_and_columns_are_refused():
    with pytest.raises(EngineError) as caught:
        Cells.of(spec_of("month"), ["P0"], [("P9", "x", MARCH, 1, OK), ("P0", "y", MARCH, 1, OK)])
    assert [one.place for one in caught.value.problems] == ["P9, x", "P0, y"]


# Against a reference

STEPS = {"month": 1, "quarter": 3, "year": 12}


NOTHING = (None, MISSING, False)


def slow(held, every, over, limit, quarter_end):
    """Return value, state and carried flag, one cell and one month at a time."""
    if every == "month" and over == "sum":
        return slow_sum(held, limit, quarter_end)
    if every == "month" and over == "mean":
        return slow_mean(held, limit, quarter_end)
    step = STEPS[every]
    due = max(end for end in range(quarter_end - 11, quarter_end + 1) if (end + 1) % step == 0)
    last_due = due - 2 if every == "month" else due
    oldest = min(quarter_end - limit * step, last_due)
    return slow_walk(held, range(due, oldest - 1, -step), last_due)


def slow_walk(held, ends, last_due):
    for end in ends:
        value, state = held.get(end, (None, MISSING))
        if state != MISSING:
            is_due = end >= last_due
            found = state if is_due or state == OK else MISSING
            return value, found, state == OK and not is_due
    return NOTHING


def slow_mean(held, limit, quarter_end):
    months = [held.get(quarter_end - back, (None, MISSING)) for back in (2, 1, 0)]
    known = [value for value, state in months if state == OK]
    if known:
        return sum(known) / len(known), OK, False
    if any(state == NOT_APPLICABLE for _, state in months):
        return None, NOT_APPLICABLE, False
    return slow_walk(held, range(quarter_end - 3, quarter_end - limit - 1, -1), quarter_end + 1)


def slow_sum(held, limit, quarter_end):
    for back in range(0, max(limit, 0) + 1, 3):
        months = [held.get(quarter_end - back - one, (None, MISSING)) for one in (2, 1, 0)]
        known = [value for value, state in months if state == OK]
        outside = [state for _, state in months if state == NOT_APPLICABLE]
        if known and len(known) + len(outside) == 3:
            return sum(known), OK, back > 0
        if outside:
            is_due = len(outside) == 3 and back == 0
            return None, NOT_APPLICABLE if is_due else MISSING, False
    return NOTHING


@st.composite
def histories(draw):
    every = draw(st.sampled_from(sorted(STEPS)))
    over = draw(st.sampled_from(["last", "mean", "sum"]))
    limit = draw(st.integers(0, 4))
    quarter_end = draw(st.sampled_from([MARCH, JUNE, JUNE + 3, DECEMBER]))
    ends = [
        end for end in range(quarter_end - 50, quarter_end + 4) if (end + 1) % STEPS[every] == 0
    ]
    held = {}
    for end in ends[-9:]:
        state = draw(st.sampled_from([None, OK, OK, MISSING, NOT_APPLICABLE]))
        if state is not None:
            held[end] = (float(draw(st.integers(0, 99))) if state == OK else None, state)
    return every, over, limit, quarter_end, held


@given(histories())
def test_every_history_reads_as_the_slow_reference_does(history):
    every, over, limit, quarter_end, held = history
    quarter = quarter_of(
        spec_of(every, over, limit),
        [(end, value, state) for end, (value, state) in held.items()],
        quarter_end,
    )
    table = quarter.table
    value = None if np.isnan(table.values[0, 0]) else table.values[0, 0]
    found = (value, int(table.states[0, 0]), bool(table.carried[0, 0]))
    expected = slow(held, every, over, limit, quarter_end)
    assert found[1:] == expected[1:]
    assert found[0] == pytest.approx(expected[0])
