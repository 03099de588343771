"""Every problem has a stable code and a sentence."""

import pytest
from django.utils.translation import override

from parks.errors import SENTENCES, Problem, broken, shown

EXAMPLES = {
    "industry": "C99",
    "limit": 10,
    "reason": "Self-intersection",
    "expected": "Month",
    "known": "late",
    "word": "galactic",
    "code": "PL-0001",
    "park": "LH-01",
    "year": "70",
    "common": "1981",
    "stated": "1,200",
    "drawn": "1,450",
    "distance": "31",
    "spellings": "闲置, 空置",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_every_code_has_a_whole_sentence(code):
    sentence = Problem("area_ha", code, EXAMPLES).reason

    assert sentence.endswith(".")
    assert "%(" not in sentence


def test_the_error_of_a_code_carries_its_sentence():
    with override("en"):
        assert broken("industry_unknown", industry="C99").message == "There is no industry “C99”."


def test_what_is_shown_of_a_cell_is_short_and_printable():
    assert shown("a\x00b\ud800" + "c" * 100) == "a\ufffdb\ufffd" + "c" * 56
