"""Every row that cannot be taken is named with its line, its cell, a stable code and a sentence."""

from datetime import UTC, datetime

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts import clock
from parks.choices import Frequency
from parks.services.history_import import import_history
from tests.factories import make_indicator
from tests.parks.history import history_file

NOW = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture
def check(cast, tmp_path):
    """Try lines as the authority of the cast and return what is wrong with them."""
    make_indicator("vacancy")
    make_indicator("firms", Frequency.MONTH)

    def checked(*lines):
        with clock.at(NOW):
            return import_history(history_file(tmp_path, *lines), by=cast.authority, dry_run=True)

    return checked


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("NO-01,vacancy,2026-Q1,1,", [("park", "park_unknown", "NO-01")]),
        ("QN-01,vacancy,2026-Q1,1,", [("park", "park_unknown", "QN-01")]),
        ("LH-01,nothing,2026-Q1,1,", [("indicator", "indicator_unknown", "nothing")]),
        ("LH-01,vacancy,2026-13,1,", [("period", "period_unknown", "2026-13")]),
        ("LH-01,vacancy,2026-03,1,", [("period", "frequency_wrong", "2026-03")]),
        ("LH-01,firms,2026-Q1,1,", [("period", "frequency_wrong", "2026-Q1")]),
        ("LH-01,vacancy,2026-Q4,1,", [("period", "period_not_ended", "2026-Q4")]),
        ("LH-01,vacancy,2026-Q1,12x,", [("value", "number_malformed", "12x")]),
        ("LH-01,vacancy,2026-Q1,NaN,", [("value", "number_malformed", "NaN")]),
        ("LH-01,vacancy,2026-Q1,-Infinity,", [("value", "number_malformed", "-Infinity")]),
        ("LH-01,vacancy,2026-Q1,0x1A,", [("value", "number_malformed", "0x1A")]),
        ("LH-01,vacancy,2026-Q1, 1,", [("value", "number_malformed", " 1")]),
        ("LH-01,vacancy,2026-Q1,1e999999,", [("value", "number_malformed", "1e999999")]),
        ("LH-01,vacancy,2026-Q1,x,late", [("value", "number_malformed", "x")]),
        ("LH-01,vacancy,2026-Q1,,", [("value", "value_or_reason", "")]),
        ("LH-01,vacancy,2026-Q1,1,late", [("value", "value_or_reason", "1")]),
        ("LH-01,vacancy,2026-Q1,,ill", [("missing_reason", "reason_unknown", "ill")]),
        (
            "NO-01,nothing,never,x,ill",
            [
                ("park", "park_unknown", "NO-01"),
                ("indicator", "indicator_unknown", "nothing"),
                ("period", "period_unknown", "never"),
                ("value", "number_malformed", "x"),
                ("missing_reason", "reason_unknown", "ill"),
            ],
        ),
    ],
)
def test_each_problem_has_its_code(check, line, found):
    result = check("LH-01,vacancy,2025-Q1,1,", line)

    assert [(p.column, p.code, p.value) for p in result.problems] == found
    assert {p.row for p in result.problems} == {3}
    assert (result.created, result.rejected) == (1, 1)
    assert all(p.reason for p in result.problems)


def test_all_rows_of_a_pair_that_stands_twice_are_rejected(check):
    result = check(
        "LH-01,vacancy,2026-Q1,1,", "LH-01,vacancy,2026-Q2,1,", "LH-01,vacancy,2026-Q1,1,"
    )

    assert [(p.row, p.code) for p in result.problems] == [
        (2, "duplicate_pair"),
        (4, "duplicate_pair"),
    ]
    assert (result.created, result.rejected) == (1, 2)


def test_the_first_thousand_are_listed_and_all_are_counted(check):
    result = check(*("NO-01,vacancy,2026-Q1,1," for _ in range(1100)))

    assert (len(result.problems), result.rejected) == (1000, 1100)


def test_reasons_speak_the_readers_language(check):
    (problem,) = check("LH-01,vacancy,2026-03,1,").problems

    assert problem.reason == "The indicator is measured at another frequency: Quarter."
    with override("zh-hans"):
        assert "季" in problem.reason


CELLS = st.tuples(
    st.sampled_from(["LH-01", "QN-01", "lh-01", ""]),
    st.sampled_from(["vacancy", "firms", "none", ""]),
    st.sampled_from(["2026-Q1", "2026-03", "2026-Q4", "2026", "2026-13", ""]),
    st.sampled_from(
        ["1", "", "-0.5", "1e3", "inf", "0x1", " 1", "\uff11", "1_0", "1e-400", ".5", "5."]
    ),
    st.sampled_from(["", "late", "not_applicable", "ill", " "]),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CELLS, min_size=1, max_size=8))
def test_a_row_is_rejected_if_and_only_if_something_is_wrong_with_it(check, rows):
    result = check(*(",".join(row) for row in rows))

    assert len({p.row for p in result.problems}) == result.rejected
    assert result.read == len(rows) == sum(list(result.counts.values())[1:])
