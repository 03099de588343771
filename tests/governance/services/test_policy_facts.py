"""What can be wrong with the facts of a policy."""

from dataclasses import replace
from datetime import date

import pytest

from accounts.errors import RuleBroken
from governance.services.policy_facts import (
    PolicyFacts,
    changed_fields,
    checked,
    problems_of,
    tidied,
)
from tests.factories import make_park
from tests.governance.policies_for_tests import START


@pytest.fixture
def facts(cast):
    return PolicyFacts(
        "YJ-1", "own_land", cast.district, name_zh="自有土地", issuer="Land", in_force_from=START
    )


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"code": "a b"}, ("code", "code_invalid")),
        ({"code": "a/b"}, ("code", "code_invalid")),
        ({"code": ""}, ("code", "code_invalid")),
        ({"code": "x" * 41}, ("code", "code_invalid")),
        ({"code": "Coverage"}, ("code", "code_unavailable")),
        ({"kind": "other"}, ("kind", "word_unknown")),
        ({"name_zh": ""}, ("name_en", "name_required")),
        ({"issuer": ""}, ("issuer", "value_required")),
        ({"issuer": "x" * 201}, ("issuer", "text_too_long")),
        ({"number": "a\nb"}, ("number", "text_characters")),
        ({"url": "javascript:alert(1)"}, ("url", "address_refused")),
        ({"url": "example.org"}, ("url", "address_refused")),
        ({"in_force_from": None}, ("in_force_from", "value_required")),
        ({"in_force_from": date(1899, 1, 1)}, ("in_force_from", "day_out_of_range")),
        ({"in_force_until": date(2026, 2, 28)}, ("in_force_until", "ends_before_it_starts")),
    ],
)
def test_what_is_wrong_is_named_by_field_and_code(facts, changed, problem):
    found = problems_of(tidied(replace(facts, **changed)))
    assert [(one.column, one.code) for one in found] == [problem]
    assert found[0].reason


@pytest.mark.parametrize("code", ["YJ-1", "云政发\u30142026\u301512号", "a_b(2)"])
def test_codes_may_be_those_of_documents(facts, code):
    assert problems_of(replace(facts, code=code)) == []


def test_parks_lie_in_the_region(facts, cast):
    inside = make_park("LH-02", cast.district)
    assert problems_of(replace(facts, parks=(inside,))) == []
    (problem,) = problems_of(replace(facts, parks=(inside, cast.foreign_park)))
    assert (problem.code, problem.params) == ("park_not_in_region", {"park": "QN-01"})


def test_facts_are_tidied_and_refused(facts, cast):
    other = make_park("AA-01", cast.district)
    tidy = checked(replace(facts, issuer=" Land ", parks=(cast.park, other, cast.park)))
    assert (tidy.issuer, [one.code for one in tidy.parks]) == ("Land", ["AA-01", "LH-01"])
    with pytest.raises(RuleBroken) as refused:
        checked(replace(facts, issuer=""))
    assert (refused.value.code, refused.value.details) == ("value_required", {"field": "issuer"})


def test_changed_fields_are_named(facts):
    assert changed_fields(facts, replace(facts, number="7", in_force_until=START)) == [
        "number",
        "in_force_until",
    ]
