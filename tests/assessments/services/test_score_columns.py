"""The columns of a result say of every cell what the result itself says of it."""

import numpy as np
import pytest

from assessments.framework_file import spec_of
from assessments.selectors.inputs import gather
from assessments.services.run_rows import as_python
from assessments.services.score_columns import caps_of, carried_from, columns_of_scores
from engine.formulas import parse_rules
from engine.result import number_or_none
from parks.models import Period
from tests.assessments.nation import make_nation, nation, quarter
from tests.assessments.small import QUARTER, at, enter, file, publish


@pytest.fixture
def inputs(cast):
    with at("2025-04-03"):
        version = publish(cast)
        enter(cast, "t2")
        file(cast, "2024", {"land": 100.0})
        file(cast, "2025-Q1", {**QUARTER, "pilots": 3})
    with at("2025-10-03"):
        later = Period.objects.get(code="2025-Q2")
        return gather(spec_of(version), later, {cast.park.code: "t2", "QN-01": "t1"})


def test_numbers_and_reasons_follow_park_by_park(cast):
    version = make_nation(cast, 9)
    result = gather(spec_of(version), quarter(), {park.code: "" for park in nation()}).score()
    columns = {name: as_python(column) for name, column in columns_of_scores(result).items()}

    cells = [(unit, node.code) for unit in result.units for node in result.spec.nodes]
    assert columns["value"] == [result.score_of(*cell) for cell in cells]
    assert [bool(one) for one in columns["null_reason"]] == [
        bool(result.reason_of(*cell)) for cell in cells
    ]
    assert columns["raw_value"] == [
        number_or_none(result.values[result.unit_index[unit], result.indicator_index[code]])
        if code in result.indicator_index
        else None
        for unit, code in cells
    ]


def test_a_cap_stands_at_its_node_only(inputs):
    result = inputs.score()
    caps = as_python(caps_of(result))
    nodes = [node.code for node in result.spec.nodes] * len(result.units)
    capped = {node for node, cap in zip(nodes, caps, strict=True) if cap}
    assert capped <= {one.cap.node for one in result.caps}
    for one in result.caps:
        rows = [cap for node, cap in zip(nodes, caps, strict=True) if node == one.cap.node]
        assert [bool(cap) for cap in rows] == (one.applied | one.undecided).tolist()


def test_a_carried_leaf_names_the_earliest_period_it_rests_on(inputs):
    result = inputs.score()
    found = carried_from(inputs, result, parse_rules(result.spec))
    cells = found.reshape(result.scores.shape)
    row, column = result.unit_index["LH-01"], result.node_index["vacancy"]
    assert inputs.periods[int(cells[row, column])] == "2025-Q1"
    assert not np.any(cells[result.unit_index["QN-01"]])
