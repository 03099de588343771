"""Formula-looking text is defused, and comes back as it was."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parks.services.text_cells import defused, restored


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20"]
)
def test_what_a_spreadsheet_would_calculate_is_defused(start):
    assert defused(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("text", ["Lianhe Park", "'quoted'", "1-2", ""])
def test_other_text_stays(text):
    assert defused(text) == text
    assert restored(text) == text


@given(text=st.text(alphabet="'=+-@a\uff1d", max_size=6))
@example(text="''=1")
def test_restoring_undoes_defusing(text):
    assert restored(defused(text)) == text
    assert not defused(text).startswith(("=", "+", "-", "@"))
