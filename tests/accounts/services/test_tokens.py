"""A token's key is shown once, kept as a hash, and ends when it should."""

from datetime import timedelta

import pytest

from accounts import clock
from accounts.choices import Scope
from accounts.errors import RuleBroken
from accounts.models import ApiToken, AuditEntry
from accounts.services.tokens import create_token, hash_key, revoke_token


def test_the_key_is_not_kept(person):
    token, key = create_token(person, name="Laptop", scope=Scope.READ, days=30)
    kept = ApiToken.objects.filter(pk=token.pk).values_list().get()
    assert key not in map(str, kept)
    assert token.key_hash == hash_key(key)
    assert key.startswith(token.prefix)
    assert len(key) > len(token.prefix) + 32


def test_two_tokens_have_different_keys(person):
    keys = {create_token(person, name="x", scope=Scope.READ, days=1)[1] for _number in range(5)}
    assert len(keys) == 5


def test_a_token_expires_after_its_days(person):
    token, _key = create_token(person, name="x", scope=Scope.READ, days=365)
    assert ApiToken.objects.usable(token.expires_at - timedelta(seconds=1)).get() == token
    assert not ApiToken.objects.usable(token.expires_at).exists()


@pytest.mark.parametrize("days", [-1, 0, 366])
def test_a_token_is_valid_for_a_day_to_a_year(person, days):
    with pytest.raises(RuleBroken) as broken:
        create_token(person, name="x", scope=Scope.READ, days=days)
    assert broken.value.code == "token_too_long"


def test_revoking_ends_a_token_at_once_and_only_once(person):
    token, _key = create_token(person, name="x", scope=Scope.WRITE, days=1)
    first = revoke_token(token, by=person).revoked_at
    assert revoke_token(token, by=person).revoked_at == first
    assert not ApiToken.objects.usable(clock.now()).exists()
    actions = AuditEntry.objects.values_list("action", flat=True)
    assert list(actions) == ["token.create", "token.revoke"]


def test_the_trail_does_not_tell_the_key(person):
    _token, key = create_token(person, name="x", scope=Scope.READ, days=1)
    entry = AuditEntry.objects.get()
    assert key not in str(entry.details) + entry.target_label
