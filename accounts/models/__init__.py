"""Users, tokens, the audit trail and stored files."""

from accounts.models.audit import AuditAnchor, AuditEntry, AuditHead
from accounts.models.files import StoredFile
from accounts.models.tokens import ApiToken
from accounts.models.users import User

__all__ = ["ApiToken", "AuditAnchor", "AuditEntry", "AuditHead", "StoredFile", "User"]
