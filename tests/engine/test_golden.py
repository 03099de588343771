"""Two published data sets come out as published: a four-level index of 51 countries, and 12 industrial parks."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from engine.ranks import rank
from engine.scoring import score
from engine.spec import INDICATOR, Goalposts, Indicator, MinMax, MissingPolicy, Node, Spec
from engine.table import Table

GOLDEN = Path(__file__).parent.parent / "golden"


def read(name):
    with (GOLDEN / "asem" / name).open(newline="") as file:
        return list(csv.DictReader(file))


def asem_spec(rule_of, scale=(0.0, 100.0), aggregation="arithmetic"):
    """Make the published structure: 49 indicators, eight groups, two halves, one index."""
    rows = [row for row in read("input_iMeta.csv") if row["Type"] in {"Indicator", "Aggregate"}]
    nodes = [
        Node(
            row["iCode"],
            row["Parent"],
            INDICATOR if row["Type"] == "Indicator" else "category",
            float(row["Weight"]),
            aggregation,
        )
        for row in reversed(rows)
    ]
    leaves = [
        Indicator(row["iCode"], row["Unit"], "year", rule_of(row))
        for row in rows
        if row["Type"] == "Indicator"
    ]
    missing = MissingPolicy(minimum_completeness=0)
    return Spec("asem", "1", tuple(nodes), tuple(leaves), missing=missing, scale=scale)


def straight(row):
    return Goalposts(0, 100)


def minmax(row):
    return MinMax("high" if row["Direction"] == "1" else "low")


def asem_table(spec, name):
    codes = [indicator.code for indicator in spec.indicators]
    rows = read(name)
    values = [[float(row[code]) if row[code] else None for code in codes] for row in rows]
    return Table.of([row["uCode"] for row in rows], codes, np.array(values, dtype=float))


@pytest.mark.parametrize(
    ("spec", "values", "expected"),
    [
        (asem_spec(straight), "stage_Normalised.csv", "stage_Aggregated.csv"),
        (asem_spec(straight), "stage_Normalised.csv", "expected_default_scores_ranks.csv"),
        (asem_spec(minmax), "stage_Treated.csv", "stage_Normalised.csv"),
        (asem_spec(minmax), "stage_Treated.csv", "expected_default_scores_ranks.csv"),
        (
            asem_spec(minmax, (1.0, 100.0), "geometric"),
            "stage_Treated.csv",
            "variant_minmax1_100_gmean.csv",
        ),
        (asem_spec(minmax), "stage_Denominated.csv", "variant_na_skip_amean.csv"),
    ],
    ids=["aggregated", "ranked", "normalised", "from-treated", "geometric", "missing-skipped"],
)
def test_the_index_of_51_countries_comes_out_as_published(spec, values, expected):
    result = score(spec, asem_table(spec, values))
    published = read(expected)
    for node in spec.nodes:
        if node.code not in published[0]:
            continue
        found = result.scores[:, result.node_index[node.code]]
        wanted = np.array([float(row[node.code]) for row in published])
        # An indicator's score may be so near to 0 that the 1e-10 points it is rounded to show.
        step = 1e-10 if node.kind == INDICATOR else 0
        np.testing.assert_allclose(found, wanted, rtol=1e-9, atol=step)
        if f"{node.code}_rank" in published[0]:
            places = [int(row[f"{node.code}_rank"]) for row in published]
            assert rank(found).tolist() == places


def test_the_twelve_parks_come_out_as_published():
    case = json.loads((GOLDEN / "mexico_parks_2026.json").read_text())
    weights = case["method"]["weights"]
    leaves = tuple(Indicator(code, "km", "quarter", MinMax("low")) for code in weights)
    nodes = (
        Node("access", "", "goal"),
        *(Node(code, "access", INDICATOR, weight) for code, weight in weights.items()),
    )
    spec = Spec("mexico", "1", nodes, leaves)
    rows = [dict(zip(case["columns"], row, strict=True)) for row in case["rows"]]
    values = [[row[code] for code in weights] for row in rows]
    result = score(spec, Table.of([row["zone_name"] for row in rows], list(weights), values))
    scores = result.scores[:, result.node_index["access"]]
    published = np.array([row["logistics_score"] for row in rows])
    np.testing.assert_allclose(scores / 100, published, rtol=0, atol=1e-12)
    assert rank(scores).tolist() == [row["rank"] for row in rows]
