"""People: added and changed by administrators; everybody sets their own language, time zone and password."""

from __future__ import annotations

from typing import Any

from axes.utils import reset
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit, clock
from accounts.errors import RuleBroken
from accounts.models import ApiToken, User
from accounts.services.set_password_mails import queue_invitation

SETTABLE = ("name", "language", "time_zone", "position_en", "position_zh", "is_administrator")


@transaction.atomic
def add_user(
    email: str,
    name: str,
    language: str,
    *,
    by: User | None,
    is_administrator: bool = False,
    origin: str = "",
    **fields: Any,
) -> User:
    """Add a person without a password and invite them by mail to set one at `origin` (https://…).

    Without an origin no mail is sent: the command line and the demo hand over the way in themselves.
    """
    email = email.strip().lower()
    if User.objects.filter(email__iexact=email).exists():
        raise RuleBroken("email_taken", _("Somebody with this e-mail address is already here."))
    user = User.objects.create_user(
        email, name=name, language=language, is_administrator=is_administrator, **fields
    )
    audit.record("user.add", by=by, on=user, email=email, is_administrator=is_administrator)
    if origin:
        queue_invitation(user, origin=origin)
    return user


@transaction.atomic
def update_user(user: User, *, by: User, **fields: Any) -> User:
    """Change what `fields` name of a person; the trail keeps what was before."""
    user = User.objects.select_for_update().get(pk=user.pk)
    changed = {
        field: {"from": getattr(user, field), "to": value}
        for field, value in fields.items()
        if field in SETTABLE and getattr(user, field) != value
    }
    if not changed:
        return user
    if fields.get("is_administrator") is False:
        _check_administrator_remains(without=user)
    for field in changed:
        setattr(user, field, fields[field])
    user.save(update_fields=list(changed))
    audit.record("user.update", by=by, on=user, changed=changed)
    return user


@transaction.atomic
def deactivate_user(user: User, *, by: User) -> User:
    """Shut a person out: no sign-in, no session, no token any more. What they did stays under their name."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        return user
    _check_administrator_remains(without=user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    ApiToken.objects.filter(user=user, revoked_at=None).update(revoked_at=clock.now())
    audit.record("user.deactivate", by=by, on=user)
    return user


@transaction.atomic
def reactivate_user(user: User, *, by: User) -> User:
    """Let a person in again, with the password they had; their tokens stay revoked."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
        audit.record("user.reactivate", by=by, on=user)
    return user


@transaction.atomic
def invite_user(user: User, *, by: User, origin: str) -> None:
    """Send the invitation again."""
    audit.record("user.invite", by=by, on=user)
    queue_invitation(user, origin=origin)


@transaction.atomic
def set_password(user: User, password: str, *, by: User) -> User:
    """Set a password that a form has found good enough; ends all sessions and any lock on signing in."""
    user.set_password(password)
    user.save(update_fields=["password"])
    reset(username=user.email)
    audit.record("user.set_password", by=by, on=user)
    return user


def _check_administrator_remains(*, without: User) -> None:
    """Lock the administrators and refuse to lose the last one."""
    administrators = User.objects.select_for_update().filter(is_administrator=True, is_active=True)
    ids = set(administrators.values_list("pk", flat=True))
    if ids == {without.pk}:
        raise RuleBroken(
            "last_administrator",
            _("This is the last administrator; name another one first."),
        )
