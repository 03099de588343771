"""Who may see and change people, tokens and the audit trail. A permission is a sentence that is also a filter."""

from __future__ import annotations

from django.db.models import Q

from accounts.models import User

NOBODY = Q(pk__in=[])


def may_manage_user(user: User) -> Q:
    """Administrators manage people; for others the list of people does not exist. On User."""
    return Q() if user.is_administrator else NOBODY


def may_view_audit(user: User) -> Q:
    """Administrators read who did what. On AuditEntry."""
    return Q() if user.is_administrator else NOBODY


def may_use_token(user: User) -> Q:
    """Everybody sees and revokes their own tokens, nobody else's. On ApiToken."""
    return Q(user=user)


def may_use_webhook(user: User) -> Q:
    """Everybody keeps their own webhooks, until they end them. On Webhook."""
    return Q(user=user, ended_at=None)
