"""Frozen data has one spelling, and parts of bytes cannot be mistaken for each other."""

from dataclasses import dataclass

import pytest

from engine.canonical import digest, hash_of


@dataclass(frozen=True)
class One:
    at: float
    named: object = ()


@dataclass(frozen=True)
class Other:
    at: float
    named: object = ()


def test_the_same_data_has_the_same_hash_however_it_is_spelled():
    assert hash_of(One(1, {"b": 2, "a": (0, "x")})) == hash_of(
        One(1.0, {"a": [-0.0, "x"], "b": 2.0})
    )


@pytest.mark.parametrize("other", [One(2), One(1, {"a": 1}), One(1, (True,)), Other(1)])
def test_other_data_has_another_hash(other):
    assert hash_of(One(1)) != hash_of(other)


def test_where_a_part_ends_is_part_of_the_hash():
    assert digest(b"ab", b"c") != digest(b"a", b"bc")
    assert digest(b"", b"a") != digest(b"a", b"")
