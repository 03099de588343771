"""Who took part in a consultation, and which comments were answered."""

import pytest

from governance.selectors.consultation_detail import consultation_progress
from tests.governance.process_for_tests import enter
from tests.governance.supervised import in_october


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


@pytest.fixture
def consultation(cast):
    (made,) = enter(
        "consultations",
        cast.park,
        {
            "closed_on": "2026-08-10", "firms_invited": 40, "firms_took_part": 10,
            "migrants_invited": 5, "migrants_took_part": 0,
        },
    )  # fmt: skip
    answer = {"consultation": made, "answer": "Yes."}
    enter(
        "comments",
        cast.park,
        {**answer, "answered_on": "2026-08-04"},
        {**answer, "answered_on": "2026-08-05", "group": "firms"},
        {"consultation": made, "group": "firms"},
    )
    return made


def test_each_group_has_its_turnout_and_its_comments(consultation):
    found = consultation_progress(consultation)
    assert [
        (one.group.value, one.invited, one.took_part, one.percent, one.comments)
        for one in found.groups
    ] == [
        ("firms", 40, 10, 25.0, 2),
        ("residents", 0, 0, None, 1),
        ("migrant_workers", 5, 0, 0.0, 0),
        ("disadvantaged", 0, 0, None, 0),
    ]


def test_comments_are_answered_in_time_within_thirty_days(consultation):
    found = consultation_progress(consultation)
    assert (found.comments, found.answered, found.in_time, found.unanswered) == (3, 2, 1, 1)


@pytest.mark.parametrize(
    ("closed_on", "is_open", "days"),
    [("2026-08-10", False, 40), (None, True, 100), ("2026-10-10", True, 100)],
)
def test_it_was_published_until_it_closed_or_until_today(cast, closed_on, is_open, days):
    (made,) = enter("consultations", cast.park, {"closed_on": closed_on})
    found = consultation_progress(made)
    assert (found.is_open, found.days) == (is_open, days)


def test_a_consultation_costs_one_query(consultation, django_assert_num_queries):
    with django_assert_num_queries(1):
        consultation_progress(consultation)
