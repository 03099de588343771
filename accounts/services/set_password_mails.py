"""Mails with a link to set a password: for those who forgot theirs and for those who are invited."""

from __future__ import annotations

from celery import signature
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.cache import cache
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from accounts.models import User

MAILS_PER_HOUR = 5


def request_password_reset(email: str, *, origin: str) -> None:
    """Queue the answer to a request that anybody can make for any address.

    Known and unknown addresses take the same way up to here, so the answer tells nothing about who is here.
    An address is written to a few times an hour at most.
    """
    email = email.strip().lower()
    key = f"password-reset:{urlsafe_base64_encode(force_bytes(email))[:200]}"
    cache.add(key, 0, timeout=3600)
    if cache.incr(key) > MAILS_PER_HOUR:
        return
    transaction.on_commit(
        signature("accounts.send_password_reset", args=[email, origin]).apply_async
    )


def queue_invitation(user: User, *, origin: str) -> None:
    transaction.on_commit(signature("accounts.send_invitation", args=[user.pk, origin]).apply_async)


def send_password_reset(email: str, *, origin: str) -> bool:
    """Write to the active person with this address, if there is one; say whether there was."""
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None:
        return False
    with translation.override(user.language):
        subject = _("Set a new password for Parkpath")
        _send(user, subject, "accounts/mail/password_reset.txt", origin)
    return True


def send_invitation(user: User, *, origin: str) -> None:
    """Write to a person who was added, in their language."""
    with translation.override(user.language):
        subject = _("You are invited to Parkpath")
        _send(user, subject, "accounts/mail/invitation.txt", origin)


def set_password_path(user: User) -> str:
    """Return the address at which this person may set a password; it works once and for a day."""
    uidb64 = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    return reverse("accounts:password_reset_confirm", args=[uidb64, token])


def _send(user: User, subject: str, template: str, origin: str) -> None:
    context = {
        "user": user,
        "link": f"{origin}{set_password_path(user)}",
        "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
    }
    send_mail(subject, render_to_string(template, context), None, [user.email])
