"""The way down from the whole to one part, by hand."""

from engine.explain import explain, waterfall
from engine.scoring import score
from engine.spec import INDICATOR, Cap, Node, Spec
from tests.engine.specs import flat_spec, indicator, table_of


def two_levels(aggregation="arithmetic", caps=()):
    nodes = (
        Node("index", "", "index"),
        Node("left", "index", "goal", 3, aggregation),
        Node("right", "index", "goal", 1),
        *(Node(code, "left", INDICATOR) for code in "ab"),
        Node("c", "right", INDICATOR),
    )
    return Spec("two", "1", nodes, tuple(map(indicator, "abc")), caps=caps)


TABLE = table_of({"a": [40], "b": [80], "c": [20]})


def bars_of(spec, node, table=TABLE):
    bars = waterfall(explain(score(spec, table), "P0", node))
    return [(bar.code, bar.kind, bar.points) for bar in bars]


def test_siblings_leave_level_by_level_until_the_own_part_remains():
    assert bars_of(two_levels(), "a") == [
        ("index", "top", 50),
        ("right", "sibling", 5),
        ("b", "sibling", 30),
        ("a", "own", 15),
    ]


def test_what_a_cap_took_is_added_back_before_the_siblings_leave():
    assert bars_of(two_levels(caps=(Cap("left", 40, "c < 30"),)), "a") == [
        ("index", "top", 35),
        ("right", "sibling", 5),
        ("left", "cap", 15),
        ("b", "sibling", 30),
        ("a", "own", 15),
    ]


def test_a_skipped_sibling_has_no_bar():
    table = table_of({"a": [40], "b": [None], "c": [20]})
    spec = flat_spec(*map(indicator, "abc"))
    assert bars_of(spec, "a", table) == [
        ("goal", "top", 30),
        ("c", "sibling", 10),
        ("a", "own", 20),
    ]


def test_there_is_none_under_a_mean_that_is_no_sum_or_without_a_score():
    assert bars_of(two_levels("geometric"), "a") == []
    assert [kind for _, kind, _ in bars_of(two_levels("geometric"), "left")] == [
        "top",
        "sibling",
        "own",
    ]
    assert bars_of(two_levels(), "a", table_of({"a": [None], "b": [80], "c": [20]})) == []
