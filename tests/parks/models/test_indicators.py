"""A unit stands beside a number only where it says something."""

import pytest
from django.utils import translation

from parks.models import Indicator
from parks.models.indicators import is_plain_unit, unit_beside


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        ({"en": "ratio", "zh-hans": "比值"}, ""),
        ({"en": "count", "zh-hans": "个"}, ""),
        ({"en": "%", "zh-hans": "%"}, "%"),
        ({"en": "mu", "zh-hans": "亩"}, "mu"),
        ({}, ""),
    ],
)
def test_a_plain_ratio_or_count_stands_alone(units, expected):
    assert unit_beside(units) == expected
    assert is_plain_unit(units) == (units.get("en") in {"ratio", "count"})


def test_an_indicator_has_its_unit_in_full_and_as_it_stands_beside_a_value():
    plain, worded = Indicator(unit="count", unit_zh="个"), Indicator(unit="mu", unit_zh="亩")
    with translation.override("zh-hans"):
        assert (plain.unit_text, plain.unit_beside) == ("个", "")
        assert (worded.unit_text, worded.unit_beside) == ("亩", "亩")
