"""What consultations and the comments made in them must be."""

from datetime import date

import pytest

from governance.registers.consultations import GROUPS

TODAY, TOMORROW = date(2026, 10, 9), date(2026, 10, 10)
DAY, NEXT = date(2026, 3, 1), date(2026, 3, 2)
BEFORE = date(2026, 1, 14)  # the day before the comment of the example was received


@pytest.mark.parametrize(
    ("word", "good"),
    [
        ("consultations", {}),
        ("consultations", {"published_on": DAY, "closed_on": DAY}),
        ("consultations", {"residents_invited": 3, "residents_took_part": 3}),
        ("comments", {}),
        ("comments", {"answer": "It stays open.", "answered_on": TODAY}),
        ("comments", {"received_on": TODAY}),
    ],
)
def test_a_record_is_good(wrong, word, good):
    assert wrong(word, **good) == []


@pytest.mark.parametrize(
    ("word", "changed", "problem"),
    [
        (
            "consultations",
            {"published_on": NEXT, "closed_on": DAY},
            ("closed_on", "ends_before_it_starts"),
        ),
        ("comments", {"answer": "It stays open."}, ("answered_on", "answer_incomplete")),
        ("comments", {"answered_on": TODAY}, ("answer", "answer_incomplete")),
        (
            "comments",
            {"answer": "No.", "answered_on": BEFORE},
            ("answered_on", "ends_before_it_starts"),
        ),
        ("comments", {"received_on": TOMORROW}, ("received_on", "day_not_reached")),
        ("comments", {"text": ""}, ("text", "value_required")),
    ],
)
def test_a_record_is_refused(wrong, word, changed, problem):
    assert wrong(word, **changed) == [problem]


@pytest.mark.parametrize("group", GROUPS)
def test_no_more_took_part_than_were_invited(wrong, group):
    changed = {f"{group}_invited": 2, f"{group}_took_part": 3}
    assert wrong("consultations", **changed) == [(f"{group}_took_part", "more_than_invited")]
