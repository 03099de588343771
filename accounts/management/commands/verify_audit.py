"""Proves that nobody has changed, removed or cut off entries of the audit trail."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import AuditEntry, AuditHead
from accounts.services.audit_chains import verify_chains


class Command(BaseCommand):
    help = "Recompute every audit chain and name the first broken link of each; exit code 1 if any is broken."

    def handle(self, *args: Any, **options: Any) -> None:
        problems = verify_chains()
        if problems:
            raise CommandError("\n".join(str(problem) for problem in problems))
        chains, entries = AuditHead.objects.count(), AuditEntry.objects.count()
        self.stdout.write(f"The audit trail is whole: {chains} chains, {entries} entries.")
