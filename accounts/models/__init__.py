"""Users, tokens, the audit trail, stored files, answers kept by key, and webhooks."""

from accounts.models.audit import AuditAnchor, AuditEntry, AuditHead
from accounts.models.files import StoredFile
from accounts.models.idempotency import IdempotentAnswer
from accounts.models.tokens import ApiToken
from accounts.models.users import User
from accounts.models.webhooks import Webhook, WebhookDelivery

__all__ = [
    "ApiToken",
    "AuditAnchor",
    "AuditEntry",
    "AuditHead",
    "IdempotentAnswer",
    "StoredFile",
    "User",
    "Webhook",
    "WebhookDelivery",
]
