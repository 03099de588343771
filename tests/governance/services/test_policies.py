"""Issuing policies, changing them, striking them off."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from accounts.errors import ChangedMeanwhile, NoLongerPossible, RuleBroken
from accounts.models import AuditEntry
from governance.models import Policy
from governance.services.policies import add_policy, change_policy, remove_policy
from governance.services.policy_facts import PolicyFacts, facts_of
from parks.choices import Role
from tests.factories import grant, make_park, make_user
from tests.governance.policies_for_tests import START, make_policy


@pytest.fixture
def facts(cast):
    return PolicyFacts(
        "YJ-1", "own_land", cast.district, name_en="Own land", issuer="Land", in_force_from=START
    )


@pytest.fixture
def policy(cast, facts):
    return add_policy(facts, by=cast.authority)


def test_a_policy_is_entered_with_its_trail(cast, facts):
    policy = add_policy(replace(facts, parks=(cast.park,)), by=cast.authority)
    assert (policy.version, policy.recorded_by, list(policy.parks.all())) == (
        1,
        cast.authority,
        [cast.park],
    )
    entry = AuditEntry.objects.get(action="policy.create")
    assert (entry.target_id, entry.park_id) == (str(policy.pk), None)
    assert entry.details["after"]["parks"] == ["LH-01"]


@pytest.mark.parametrize("role", ["reviewer", "lead", "administrator", "stranger"])
def test_a_region_that_one_does_not_keep_is_unknown(cast, facts, role):
    with pytest.raises(RuleBroken, match="no region with this code") as refused:
        add_policy(facts, by=cast.person(role))
    assert refused.value.code == "region_not_kept"
    assert not Policy.objects.exists()


def test_a_code_is_used_once_struck_off_ones_and_foreign_ones_included(cast, facts, policy):
    remove_policy(policy, reason="Twice.", by=cast.authority)
    make_policy("QN-P", cast.foreign_park.region)
    for code in ("YJ-1", "QN-P"):
        with pytest.raises(RuleBroken) as refused:
            add_policy(replace(facts, code=code), by=cast.authority)
        assert refused.value.code == "code_unavailable"


def test_a_change_counts_the_version_and_keeps_what_was(cast, policy):
    facts = replace(facts_of(policy), kind="finance_tax", parks=(cast.park,), code="OTHER")
    changed = change_policy(policy, facts, seen_version=1, by=cast.authority)
    changed.refresh_from_db()
    assert (changed.code, changed.kind, changed.version) == ("YJ-1", "finance_tax", 2)
    details = AuditEntry.objects.get(action="policy.change").details
    assert details["before"] == {"kind": "own_land", "parks": []}
    assert details["after"] == {"kind": "finance_tax", "parks": ["LH-01"]}


def test_saying_the_same_changes_nothing(cast, policy):
    assert change_policy(policy, facts_of(policy), seen_version=1, by=cast.authority).version == 1
    assert not AuditEntry.objects.filter(action="policy.change").exists()


def test_a_change_that_somebody_else_has_overtaken_shows_both(cast, policy):
    facts = facts_of(policy)
    change_policy(policy, replace(facts, issuer="Finance"), seen_version=1, by=cast.authority)
    with pytest.raises(ChangedMeanwhile) as refused:
        change_policy(policy, replace(facts, issuer="Tax"), seen_version=1, by=cast.authority)
    details = refused.value.details
    assert (details["yours"]["issuer"], details["theirs"]["issuer"]) == ("Tax", "Finance")
    assert details["version"] == 2


def test_the_region_may_become_another_one_that_is_kept(cast, policy):
    facts = replace(facts_of(policy), region=cast.province)
    assert change_policy(policy, facts, seen_version=1, by=cast.authority).region == cast.province
    foreign = replace(facts, region=cast.foreign_park.region)
    with pytest.raises(RuleBroken) as refused:
        change_policy(policy, foreign, seen_version=2, by=cast.authority)
    assert refused.value.code == "region_not_kept"


def test_the_authority_below_keeps_nothing_of_the_region_above(cast, policy):
    above = make_policy("YJ-2", cast.province)
    below = make_user()
    grant(below, Role.AUTHORITY, region=cast.district)
    with pytest.raises(PermissionDenied):
        remove_policy(above, reason="Twice.", by=below)
    remove_policy(policy, reason="Twice.", by=below)


def test_an_authority_of_a_park_alone_issues_nothing(cast, facts):
    person = make_user()
    grant(person, Role.AUTHORITY, park=cast.park)
    with pytest.raises(RuleBroken):
        add_policy(facts, by=person)


def test_striking_off_takes_a_reason_and_happens_once(cast, policy):
    with pytest.raises(RuleBroken) as refused:
        remove_policy(policy, reason=" ", by=cast.authority)
    assert refused.value.code == "reason_required"
    remove_policy(policy, reason="Twice.", by=cast.authority)
    assert AuditEntry.objects.get(action="policy.remove").details == {"reason": "Twice."}
    with pytest.raises(NoLongerPossible):
        remove_policy(policy, reason="Again.", by=cast.authority)
    with pytest.raises(NoLongerPossible):
        change_policy(policy, facts_of(policy), seen_version=2, by=cast.authority)


def test_named_parks_are_those_of_the_region(cast, facts):
    make_park("LH-02", cast.district)
    with pytest.raises(RuleBroken) as refused:
        add_policy(replace(facts, parks=(cast.foreign_park,)), by=cast.authority)
    assert refused.value.code == "park_not_in_region"
