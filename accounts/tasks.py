"""What accounts does later or on a clock."""

from __future__ import annotations

from celery import shared_task

from accounts.models import User
from accounts.services import (
    audit_chains,
    idempotent_answers,
    set_password_mails,
    webhook_deliveries,
)


@shared_task(name="accounts.anchor_audit")
def anchor_audit() -> None:
    audit_chains.anchor_heads()


@shared_task(name="accounts.send_password_reset")
def send_password_reset(email: str, origin: str) -> None:
    set_password_mails.send_password_reset(email, origin=origin)


@shared_task(name="accounts.send_invitation")
def send_invitation(user_id: int, origin: str) -> None:
    set_password_mails.send_invitation(User.objects.get(pk=user_id), origin=origin)


@shared_task(name="accounts.deliver_webhooks")
def deliver_webhooks() -> None:
    webhook_deliveries.deliver_webhooks()


@shared_task(name="accounts.forget_idempotent_answers")
def forget_idempotent_answers() -> None:
    idempotent_answers.forget_old_answers()
