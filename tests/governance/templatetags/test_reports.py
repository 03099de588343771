"""What the pages of reports are written with."""

import pytest
from django.utils.translation import override

from governance.templatetags.reports import exact_change, in_language, measured, step_word


@pytest.mark.parametrize(
    ("difference", "shown"),
    [
        (None, ""),
        (float("nan"), ""),
        (0.0, '<span class="same">0</span>'),
        (1810.0, '<span class="up"><span class="vh">up by </span>1,810</span>'),
        (100.3 - 100.0, '<span class="up"><span class="vh">up by </span>0.3</span>'),
        (-0.5, '<span class="down"><span class="vh">down by </span>0.5</span>'),
    ],
)
def test_a_difference_shows_the_digits_that_matter(difference, shown):
    assert exact_change(difference) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(None, "–"), (200 / 3, "66.67"), (3.0, "3"), (1_200.5, "1,200.5")]
)
def test_a_figure_of_a_register_is_not_written_with_endless_digits(value, shown):
    assert measured(value) == shown


def test_texts_are_picked_in_the_readers_language():
    texts = {"en": "Pilot", "zh-hans": "试点"}
    assert in_language(texts) == "Pilot"
    with override("zh-hans"):
        assert in_language(texts) == "试点"
    assert in_language({"zh-hans": "试点"}) == "试点"
    assert in_language(None) == ""


def test_every_step_has_a_word():
    assert step_word("return") == "Returned"
