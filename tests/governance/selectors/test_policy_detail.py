"""What the page of a policy tells whom."""

from dataclasses import replace

import pytest

from governance.selectors.policy_detail import differences_between, policy_page
from governance.services.policies import add_policy, change_policy, remove_policy
from governance.services.policy_evidence import attach_policy_link
from governance.services.policy_facts import PolicyFacts, facts_of
from tests.factories import make_park
from tests.governance.policies_for_tests import START, make_policy


@pytest.fixture
def policy(cast):
    facts = PolicyFacts(
        "YJ-1", "own_land", cast.district, name_en="Own land", issuer="Land", in_force_from=START
    )
    return add_policy(facts, by=cast.authority)


def test_covered_parks_are_those_that_the_reader_sees(cast, policy):
    make_park("LH-02", cast.district)
    assert [one.code for one in policy_page(policy, cast.authority).parks] == ["LH-01", "LH-02"]
    assert [one.code for one in policy_page(policy, cast.observer).parks] == ["LH-01"]
    assert policy_page(policy, cast.observer).count == 1


def test_named_parks_stand_for_the_region(cast):
    other = make_park("LH-02", cast.district)
    page = policy_page(make_policy("A", cast.district, parks=[other]), cast.authority)
    assert ([one.code for one in page.parks], page.names_parks) == (["LH-02"], True)


def test_who_keeps_it_may_change_it(cast, policy):
    assert policy_page(policy, cast.authority).may_keep
    assert not policy_page(policy, cast.reviewer).may_keep


def test_the_history_tells_every_act_with_what_changed(cast, policy):
    other = make_park("LH-02", cast.district)
    facts = replace(facts_of(policy), kind="finance_tax", parks=(cast.park, other))
    changed = change_policy(policy, facts, seen_version=1, by=cast.authority)
    attach_policy_link(changed, "https://example.org/a", title="Text", by=cast.authority)
    remove_policy(changed, reason="Twice.", by=cast.authority)
    removed, attached, change, created = policy_page(changed, cast.authority).history
    assert (removed.reason, attached.title, created.changes) == ("Twice.", "Text", ())
    assert "struck off" in removed.sentence
    told = {one.field: (one.before, one.after) for one in change.changes}
    assert told == {
        "Kind": ("Transformation of own land by enterprise consortia", "Finance and tax"),
        "Only for these parks": ("all of the region", "LH-01, LH-02"),
    }


def test_the_history_names_no_park_out_of_sight(cast, policy):
    other = make_park("LH-02", cast.district)
    facts = replace(facts_of(policy), parks=(cast.park, other))
    changed = change_policy(policy, facts, seen_version=1, by=cast.authority)
    (one,) = policy_page(changed, cast.observer).history[0].changes
    assert one.after == "LH-01"


def test_two_states_are_told_apart_field_by_field(cast, policy):
    before = facts_of(policy)
    after = replace(before, issuer="Finance", number="7")
    told = differences_between(before.plain(), after.plain(), cast.authority)
    assert {one.field: (one.before, one.after) for one in told} == {
        "Issuer": ("Land", "Finance"),
        "Document number": ("–", "7"),
    }
