"""What members, rules of procedure, duties and milestones must be."""

from datetime import date

import pytest

TODAY, TOMORROW = date(2026, 10, 9), date(2026, 10, 10)
DAY, NEXT = date(2026, 3, 1), date(2026, 3, 2)


@pytest.mark.parametrize(
    ("word", "good"),
    [
        ("members", {}),
        ("members", {"joined_on": DAY, "left_on": DAY}),
        ("members", {"left_on": DAY}),
        ("rules-of-procedure", {}),
        ("rules-of-procedure", {"adopted_on": DAY, "in_force_until": DAY}),
        ("duties", {}),
        ("duties", {"listed_on": DAY, "done_on": TODAY}),
        ("milestones", {}),
        ("milestones", {"reached_on": TODAY}),
    ],
)
def test_a_record_is_good(wrong, word, good):
    assert wrong(word, **good) == []


@pytest.mark.parametrize(
    ("word", "changed", "problem"),
    [
        ("members", {"joined_on": NEXT, "left_on": DAY}, ("left_on", "ends_before_it_starts")),
        ("members", {"department": ""}, ("department", "value_required")),
        (
            "rules-of-procedure",
            {"adopted_on": NEXT, "in_force_until": DAY},
            ("in_force_until", "ends_before_it_starts"),
        ),
        ("duties", {"done_on": TOMORROW}, ("done_on", "day_not_reached")),
        ("duties", {"listed_on": NEXT, "done_on": DAY}, ("done_on", "ends_before_it_starts")),
        ("milestones", {"reached_on": TOMORROW}, ("reached_on", "day_not_reached")),
        ("milestones", {"phase": "party"}, ("phase", "word_unknown")),
    ],
)
def test_a_record_is_refused(wrong, word, changed, problem):
    assert wrong(word, **changed) == [problem]
