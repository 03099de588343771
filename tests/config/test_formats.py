"""How numbers and dates are written in each language."""

from datetime import date

import pytest
from django.utils import translation
from django.utils.formats import date_format, number_format


@pytest.mark.parametrize(("language", "day"), [("en", "9 Oct 2026"), ("zh-hans", "2026年10月9日")])
def test_numbers_and_dates_are_written_as_readers_expect(language, day):
    with translation.override(language):
        assert number_format(1234567.5, 1, use_l10n=True, force_grouping=True) == "1,234,567.5"
        assert date_format(date(2026, 10, 9)) == day
