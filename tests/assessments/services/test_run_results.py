"""What shards give becomes that of the run: notices counted, hashes joined in order."""

from assessments.services.run_results import joined_hash, merged

FIRST = [{"code": "clipped_values", "place": "a", "units": ["P-1", "P-2"]}]
SECOND = [
    {"code": "clipped_values", "place": "a", "units": ["P-3"]},
    {"code": "carried_values", "place": "b", "units": ["P-4"]},
]


def test_notices_are_counted_over_all_shards():
    assert merged([FIRST, SECOND]) == [
        {"code": "carried_values", "place": "b", "count": 1},
        {"code": "clipped_values", "place": "a", "count": 3},
    ]


def test_the_order_of_shards_is_part_of_the_hash():
    assert joined_hash(["a", "b"]) == joined_hash(iter(["a", "b"]))
    assert joined_hash(["a", "b"]) != joined_hash(["b", "a"])
