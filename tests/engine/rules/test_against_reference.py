"""Generated rules: the engine and a slow evaluator written apart from it agree to the last bit."""

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.errors import EngineError
from engine.rules import (
    MISSING,
    NOT_APPLICABLE,
    OK,
    Column,
    Environment,
    check,
    decide,
    evaluate,
    in_words,
    margin,
    parse,
    written_out,
)
from tests.engine.rules import reference
from tests.engine.rules.expressions import NAMES, UNITS, trees, written

PARKS, PERIODS = 4, 6
STATES = {reference.MISSING: MISSING, reference.EMPTY: NOT_APPLICABLE}
values = st.one_of(
    st.sampled_from([0.0, 1.0, -1.0, 2.5, 43.2, 1e300, -1e-300, 100.0, 0.1]),
    st.floats(-1e6, 1e6),
    st.sampled_from([reference.MISSING, reference.EMPTY]),
)
lenient = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=250)


def column_of(cells):
    states = [STATES.get(v, OK) if isinstance(v, str) else OK for v in cells]
    numbers = [np.nan if isinstance(v, str) else v for v in cells]
    return Column(np.array(numbers), np.array(states, dtype=np.uint8))


@st.composite
def tables(draw):
    """Draw the values of all names, by period and park."""
    names = [("value", code) for code in UNITS] + [("score", "goal"), ("completeness", "goal")]
    row = st.lists(values, min_size=PARKS, max_size=PARKS)
    return {name: draw(st.lists(row, min_size=PERIODS, max_size=PERIODS)) for name in names}


def environment_of(table):
    series = {name: [column_of(row) for row in rows] for name, rows in table.items()}
    return Environment(PARKS, series)


def look_up_in(table, park):
    def look_up(namespace, code, back):
        if namespace == "previous":
            namespace, back = "value", back + 1
        rows = table[namespace, code]
        return rows[back][park] if back < len(rows) else reference.MISSING

    return look_up


def is_valid(text):
    """Say whether a text is a rule; anything but the engine's own error rises."""
    try:
        rule = parse(text)
    except EngineError:
        return False
    return yields(rule, "number") or yields(rule, "truth")


def yields(rule, kind):
    try:
        check(rule, names=NAMES, expects=kind)
    except EngineError:
        return False
    return True


def expected(tree, table, park, is_empty_allowed):
    look_up = look_up_in(table, park)
    result = reference.Reference(look_up, is_empty_allowed=is_empty_allowed).value(tree)
    return float(result) if isinstance(result, bool) else result


@lenient
@given(st.data(), trees(), tables(), st.booleans())
def test_every_result_equals_the_reference(data, tree, table, is_empty_allowed):
    text = data.draw(written(tree))
    if not is_valid(text):
        return
    rule, env = parse(text), environment_of(table)
    column = evaluate(rule, env, empty_not_applicable=is_empty_allowed)
    for park in range(PARKS):
        result = expected(tree, table, park, is_empty_allowed)
        if yields(rule, "truth") and result == reference.EMPTY:
            result = reference.MISSING
        state = STATES.get(result, OK) if isinstance(result, str) else OK
        assert column.state[park] == state, (text, park, result)
        if state == OK:
            assert column.values[park] == result, (text, park)


@lenient
@given(st.data(), trees(), tables())
def test_a_decision_is_the_evaluation_and_every_rule_can_be_said(data, tree, table):
    text = data.draw(written(tree))
    if not is_valid(text):
        return
    rule, env = parse(text), environment_of(table)
    assert in_words(rule, {}, "en")
    assert in_words(rule, {}, "zh-hans")
    assert written_out(rule, env, 0)
    if not yields(rule, "truth"):
        return
    column, decision, margins = evaluate(rule, env), decide(rule, env), margin(rule, env)
    for park in range(PARKS):
        if column.state[park] != OK:
            assert decision.outcome[park] == -1
            continue
        assert decision.outcome[park] == column.values[park]
        assert decision.missing(park) == ()
        if margins.state[park] == OK and margins.values[park] != 0:
            assert (margins.values[park] > 0) == (column.values[park] == 1)


def test_at_least_seven_in_ten_generated_rules_are_valid():
    valid = []

    @settings(max_examples=300, derandomize=True, database=None, deadline=None)
    @given(st.data(), trees())
    def collect(data, tree):
        valid.append(is_valid(data.draw(written(tree))))

    collect()
    assert sum(valid) >= 0.7 * len(valid)
    assert sum(valid) < len(valid)
