"""Whoever changes, removes or cuts off entries is found out, and where."""

import logging

import pytest
from django.db import transaction

from accounts import audit
from accounts.models import AuditAnchor, AuditEntry, AuditHead
from accounts.services.audit_chains import (
    ChainState,
    anchor_changes,
    anchor_heads,
    verify_chain,
    verify_chains,
)
from tests.factories import make_park

TABLE = "accounts_auditentry"


@pytest.fixture
def chains(person):
    """Five entries in the chain of accounts and three in that of a park."""
    for number in range(5):
        audit.record("user.update", by=person, on=person, number=number)
    park = make_park("LH-01")
    for _number in range(3):
        audit.record("park.update", by=person, on=park)
    return park


def found():
    return [(problem.chain, problem.sequence, problem.code) for problem in verify_chains()]


def test_an_empty_trail_is_whole(db):
    assert verify_chains() == []


def test_an_untouched_trail_is_whole_and_stays_it(chains, person):
    anchor_heads()
    audit.record("user.update", by=person, on=person)
    anchor_heads()
    assert verify_chains() == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("action", "user.add"),
        ("by_name", "Somebody else"),
        ("target_label", "Other"),
        ("details", '{"number": 9}'),
        ("at", "2020-01-01 00:00:00+00:00"),
    ],
)
def test_a_changed_field_is_found_at_its_entry(chains, tamper, column, value):
    tamper(f"UPDATE {TABLE} SET {column} = %s WHERE chain = 'accounts' AND sequence = 3", value)
    assert found() == [("accounts", 3, "changed")]


def test_a_change_with_a_new_hash_breaks_the_link_after_it(chains, tamper):
    entry = AuditEntry.objects.get(chain="accounts", sequence=3)
    entry.action = "user.add"
    tamper(
        f"UPDATE {TABLE} SET action = 'user.add', hash = %s WHERE id = %s",
        audit.hash_entry(entry),
        entry.pk,
    )
    assert found() == [("accounts", 4, "not_linked")]


def test_a_removed_entry_is_found_where_it_was(chains, tamper):
    tamper(f"DELETE FROM {TABLE} WHERE chain = 'accounts' AND sequence = 2")
    assert found() == [("accounts", 2, "missing")]


def test_only_the_first_broken_link_of_each_chain_is_named(chains, tamper):
    tamper(f"UPDATE {TABLE} SET action = 'x' WHERE sequence >= 2")
    assert found() == [("accounts", 2, "changed"), (f"park:{chains.pk}", 2, "changed")]


def test_a_cut_tail_is_found_by_the_head(chains, tamper):
    tamper(f"DELETE FROM {TABLE} WHERE chain = 'accounts' AND sequence >= 4")
    assert found() == [("accounts", 4, "cut")]


def test_a_whole_chain_cut_off_is_found_by_the_head(chains, tamper):
    tamper(f"DELETE FROM {TABLE} WHERE chain = 'accounts'")
    assert found() == [("accounts", 1, "cut")]


def test_a_tail_cut_together_with_the_head_is_found_by_the_anchor(chains, tamper):
    anchor_heads()
    cut_tail_and_head(tamper, 3)
    assert found() == [("accounts", 5, "cut")]


def test_a_tail_rewritten_after_the_cut_is_found_by_the_anchor(chains, tamper, person):
    anchor_heads()
    cut_tail_and_head(tamper, 3)
    for _number in range(4):
        audit.record("user.update", by=person, on=person, number="another")
    assert found() == [("accounts", 5, "rewritten")]


def cut_tail_and_head(tamper, sequence):
    last = AuditEntry.objects.get(chain="accounts", sequence=sequence)
    tamper(f"DELETE FROM {TABLE} WHERE chain = 'accounts' AND sequence > %s", sequence)
    AuditHead.objects.filter(chain="accounts").update(sequence=sequence, hash=last.hash)


def test_a_chain_removed_with_its_head_is_found_by_the_anchor(chains, tamper):
    anchor_heads()
    tamper(f"DELETE FROM {TABLE} WHERE chain = 'accounts'")
    AuditHead.objects.filter(chain="accounts").delete()
    assert found() == [("accounts", 5, "cut")]


def test_a_removed_head_is_found(chains):
    AuditHead.objects.filter(chain="accounts").delete()
    assert found() == [("accounts", 5, "no_head")]


def test_a_head_that_names_another_entry_is_found(chains):
    AuditHead.objects.filter(chain="accounts").update(hash="f" * 64)
    assert found() == [("accounts", 5, "head_differs")]


def test_a_changed_anchor_is_found(chains):
    anchor = anchor_heads()
    anchor.heads["accounts"][0] = 4
    anchor.save()
    assert found() == [("anchors", anchor.pk, "changed")]


def test_a_broken_link_says_in_words_where_and_why(chains, tamper):
    tamper(f"DELETE FROM {TABLE} WHERE chain = 'accounts' AND sequence = 2")
    assert [str(problem) for problem in verify_chains()] == ["accounts, entry 2: it is missing"]


def test_an_anchor_holds_all_heads_and_is_logged(chains, caplog):
    with caplog.at_level(logging.INFO, logger="accounts"):
        anchor = anchor_heads()
    assert set(AuditAnchor.objects.get().heads) == {"accounts", f"park:{chains.pk}"}
    assert anchor.digest in caplog.text


def test_only_what_changed_since_the_last_anchor_is_anchored_again(chains, person):
    first = anchor_changes()
    assert first is not None
    assert anchor_changes() is None
    with transaction.atomic():
        audit.record("user.update", by=person, on=person)
    again = anchor_changes()
    assert again is not None
    assert again.heads != first.heads


# One chain


def test_one_chain_is_followed_to_its_head(chains):
    anchor_heads()
    whole = verify_chain("accounts")
    assert (whole.entries, whole.problem) == (5, None)
    assert verify_chain("park:0") == ChainState(0, None)


def test_one_broken_chain_leaves_the_others_whole(chains, tamper):
    tamper(f"DELETE FROM {TABLE} WHERE chain = 'accounts' AND sequence = 2")
    assert verify_chain("accounts").problem.code == "missing"
    assert verify_chain(f"park:{chains.pk}").problem is None


def test_a_tail_of_one_chain_cut_with_its_head_is_found_by_the_anchor(chains, tamper):
    anchor_heads()
    cut_tail_and_head(tamper, 3)
    assert verify_chain("accounts").problem.code == "cut"
    tamper(f"DELETE FROM {TABLE} WHERE chain = 'accounts'")
    assert verify_chain("accounts").problem.code == "cut"
