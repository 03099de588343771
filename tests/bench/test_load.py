"""The figures of the load."""

from bench.load import p95
from bench.run import Figure


def test_95_of_100_answers_came_within_it():
    assert p95([float(number) for number in range(100, 0, -1)]) == 95.0
    assert p95([3.0]) == 3.0


def test_a_line_names_the_ratio_its_target_and_what_it_is_made_of():
    line = Figure("portfolio, p95 ÷ trivial page", 2.5, "≤ 3", "50 ms of 20 ms").line
    assert line.split("  ")[0] == "portfolio, p95 ÷ trivial page"
    assert line.endswith("2.500  ≤ 3       50 ms of 20 ms")
