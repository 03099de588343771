"""What approval cases and their events must be."""

from datetime import date

import pytest

TODAY, TOMORROW = date(2026, 10, 9), date(2026, 10, 10)
BEFORE = date(2026, 2, 2)  # the day before the case of the example was accepted


@pytest.mark.parametrize(
    ("word", "good"),
    [
        ("approval-cases", {}),
        ("approval-cases", {"promised_days": 1}),
        ("approval-cases", {"promised_days": 1000, "accepted_on": TODAY}),
        ("approval-cases", {"decided_on": TODAY, "outcome": "approved"}),
        ("case-events", {}),
        ("case-events", {"happened_on": date(2026, 2, 3)}),
    ],
)
def test_a_record_is_good(wrong, word, good):
    assert wrong(word, **good) == []


@pytest.mark.parametrize(
    ("word", "changed", "problem"),
    [
        ("approval-cases", {"promised_days": 0}, ("promised_days", "promised_days_out_of_range")),
        (
            "approval-cases",
            {"promised_days": 1001},
            ("promised_days", "promised_days_out_of_range"),
        ),
        ("approval-cases", {"accepted_on": TOMORROW}, ("accepted_on", "day_not_reached")),
        (
            "approval-cases",
            {"decided_on": BEFORE, "outcome": "approved"},
            ("decided_on", "ends_before_it_starts"),
        ),
        (
            "approval-cases",
            {"decided_on": TOMORROW, "outcome": "approved"},
            ("decided_on", "day_not_reached"),
        ),
        ("approval-cases", {"decided_on": TODAY}, ("outcome", "decision_incomplete")),
        ("approval-cases", {"outcome": "approved"}, ("decided_on", "decision_incomplete")),
        ("case-events", {"happened_on": BEFORE}, ("happened_on", "ends_before_it_starts")),
        ("case-events", {"case": None}, ("case", "value_required")),
    ],
)
def test_a_record_is_refused(wrong, word, changed, problem):
    assert wrong(word, **changed) == [problem]
