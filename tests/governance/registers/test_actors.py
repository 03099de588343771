"""What actors, linkages and meetings must be."""

from datetime import date

import pytest

from governance.models import Actor

TODAY, TOMORROW = date(2026, 10, 9), date(2026, 10, 10)


@pytest.mark.parametrize(
    ("word", "good"),
    [
        ("actors", {}),
        ("actors", {"name_en": "", "contact": "Ms Li, 0371 1234"}),
        ("linkages", {}),
        ("linkages", {"started_on": TODAY, "ended_on": TODAY}),
        ("meetings", {}),
        ("meetings", {"held_on": TODAY, "agenda": "Land.\nHousing."}),
    ],
)
def test_a_record_is_good(wrong, word, good):
    assert wrong(word, **good) == []


@pytest.mark.parametrize(
    ("word", "changed", "problem"),
    [
        ("actors", {"kind": "family"}, ("kind", "word_unknown")),
        ("actors", {"contact": "two\nlines"}, ("contact", "text_characters")),
        (
            "linkages",
            {"started_on": TOMORROW, "ended_on": TODAY},
            ("ended_on", "ends_before_it_starts"),
        ),
        ("linkages", {"started_on": None}, ("started_on", "value_required")),
        ("linkages", {"first": None}, ("first", "value_required")),
        ("meetings", {"held_on": TOMORROW}, ("held_on", "day_not_reached")),
        ("meetings", {"agenda": "bell \x07"}, ("agenda", "text_characters")),
    ],
)
def test_a_record_is_refused(wrong, word, changed, problem):
    assert wrong(word, **changed) == [problem]


def test_a_linkage_ties_two_actors(wrong):
    one = Actor.objects.get(code="AC-0001")
    assert wrong("linkages", second=one) == [("second", "linkage_of_one")]
