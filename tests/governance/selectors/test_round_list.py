"""Quarters to open a round for, and items of rounds by name."""

import pytest

from governance.selectors.round_list import quarters_to_supervise, sampled_by
from tests.governance.supervised import accepted_quarter, drawn_round, in_october


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def test_the_last_ended_quarters_are_offered():
    found = quarters_to_supervise()
    assert found[0] == ("2026-Q3", "Q3 2026")
    assert [code for code, _name in found[:5]][-1] == "2025-Q3"
    assert len(found) == 8


def test_an_item_is_found_by_its_name(cast):
    accepted_quarter(cast)
    item = drawn_round(cast).sample.last()
    assert item.address == "YJ-HT/2026-Q3/3"
    assert sampled_by(item.address, user=cast.reviewer).get() == item
    for name in ("lead", "observer", "stranger"):
        assert not sampled_by(item.address, user=cast.person(name)).exists()


@pytest.mark.parametrize(
    "named", ["", "YJ-HT", "YJ-HT/2026-Q3", "YJ-HT/2026-Q3/x", "a/b/9999999", "\0/\0/1"]
)
def test_what_names_nothing_finds_nothing(cast, named):
    assert not sampled_by(named, user=cast.authority).exists()
