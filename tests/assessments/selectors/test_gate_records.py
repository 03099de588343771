"""What is on record of parks before gates."""

from datetime import date

import pytest

from assessments.selectors.gate_records import load_records, month_of, quarter_code
from governance.models import PathStep
from tests.assessments.gated import AUGUST, before_the_gate
from tests.assessments.small import at


@pytest.mark.parametrize(
    ("day", "code"), [(date(2025, 3, 31), "2025-Q1"), (date(2025, 12, 31), "2025-Q4")]
)
def test_quarters_are_known_by_their_last_month(day, code):
    assert quarter_code(month_of(day)) == code


def test_the_stage_is_the_one_entered_last_be_it_from_tomorrow_on(cast):
    park = before_the_gate(cast)
    with at(AUGUST):
        records = load_records([park], None)
        assert records.stages == {park.pk: "t1"}
        assert quarter_code(records.window_end(park)) == "2025-Q2"
        PathStep.objects.create(
            park=park,
            stage="t2",
            entered_on=date(2025, 8, 4),
            reason="On.",
            decided_by=cast.authority,
            decided_at=park.created_at,
        )
        assert load_records([park], None).stages == {park.pk: "t2"}


def test_without_periods_the_calendar_says_which_quarter_is_over(cast):
    with at(AUGUST):
        records = load_records([cast.park], None)
    assert quarter_code(records.window_end(cast.park)) == "2025-Q2"
