"""Aspects by goals, as the page and the API tell them."""

import pytest

from assessments.selectors.aspects import aspects_of
from assessments.selectors.score_tree import quarter_of, score_tree
from tests.assessments.aspected import scored_by_aspects


def matrix_of(park):
    return aspects_of(score_tree(quarter_of(park)))


def cells(matrix):
    return {
        (row.code, cell.goal.score.node.code): cell for row in matrix.rows for cell in row.cells
    }


def test_a_cell_is_the_mean_of_its_concepts_by_effective_weight(cast):
    matrix = matrix_of(scored_by_aspects(cast))
    found = cells(matrix)
    assert found["conversion", "positioning"].value == pytest.approx((20 + 3 * 60) / 4)
    assert found["linkage", "positioning"].value == 90
    assert found["conversion", "policy"].value == 64
    shares = [one.share for one in found["conversion", "positioning"].concepts]
    assert shares == pytest.approx([0.25, 0.75])
    assert [row.title for row in matrix.rows] == ["Conversion", "Linkage"]


def test_where_the_framework_has_nothing_the_cell_is_empty(cast):
    matrix = matrix_of(scored_by_aspects(cast))
    assert cells(matrix)["linkage", "policy"].concepts == ()
    assert len(matrix.cells) == 3


def test_a_cell_without_values_says_why(cast):
    park = scored_by_aspects(cast, tied="not_measured", funded="not_applicable")
    found = cells(matrix_of(park))
    assert found["linkage", "positioning"].null_reason == "nothing_observed"
    assert found["conversion", "policy"].null_reason == "not_applicable"
    assert found["linkage", "positioning"].reason == "Nothing is measured"


def test_a_framework_without_aspects_has_no_matrix(cast, scored):
    assert matrix_of(scored) is None
