"""Keys for programs: made once, shown once, kept only as a hash."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit, clock
from accounts.choices import Scope
from accounts.errors import RuleBroken
from accounts.models import ApiToken, User

LONGEST_DAYS = 365
PREFIX_LENGTH = 12


def hash_key(key: str) -> str:
    """Return the hash under which a token's key is kept (a random key needs no salt)."""
    return hashlib.sha256(key.encode()).hexdigest()


@transaction.atomic
def create_token(user: User, *, name: str, scope: Scope, days: int) -> tuple[ApiToken, str]:
    """Make a token for `user` and return it with its key, which nobody can read again."""
    if not 1 <= days <= LONGEST_DAYS:
        raise RuleBroken("token_too_long", _("A token is valid for 1 to 365 days."), days=days)
    key = f"pp_{secrets.token_hex(32)}"
    now = clock.now()
    token = ApiToken.objects.create(
        user=user,
        name=name,
        prefix=key[:PREFIX_LENGTH],
        key_hash=hash_key(key),
        scope=scope,
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    audit.record("token.create", by=user, on=token, scope=token.scope, days=days)
    return token, key


@transaction.atomic
def revoke_token(token: ApiToken, *, by: User) -> ApiToken:
    """End a token at once; ending it twice changes nothing."""
    token = ApiToken.objects.select_for_update().get(pk=token.pk)
    if token.revoked_at is None:
        token.revoked_at = clock.now()
        token.save(update_fields=["revoked_at"])
        audit.record("token.revoke", by=by, on=token)
    return token
