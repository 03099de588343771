"""How well a plot is served against the mean, and what the address of the map asks for."""

import pytest

from parks.choices import MapBy
from parks.selectors.park_map import SIGNS, TONES, WORDS, MapFilter, band_of


@pytest.mark.parametrize(
    ("access", "band"),
    [
        (None, ""),
        (0.0, "none"),
        (1.9, "low"),
        (2.0, "below"),
        (3.9, "below"),
        (4.0, "above"),
        (7.9, "above"),
        (8.0, "high"),
    ],
)
def test_a_plot_is_held_against_the_mean(access, band):
    assert band_of(access, 4.0) == band


def test_every_word_has_a_colour_and_every_kind_a_sign_of_its_own():
    for words in WORDS.values():
        tones = [TONES[word] for word in words.values]
        assert len(set(tones)) == len(tones)
    assert len(set(SIGNS.values())) == len(SIGNS)


def test_an_address_says_again_what_was_asked():
    wanted = MapFilter.asked_by("status", ["idle", "x"], ["clinic"], None)
    assert wanted.query == "?by=status&plots=idle&facilities=clinic"
    assert wanted.painted(MapBy.LAND_USE).query == "?by=land_use&facilities=clinic"
    assert wanted.with_plots("idle").with_facilities("shop").query == (
        "?by=status&facilities=clinic&facilities=shop"
    )
