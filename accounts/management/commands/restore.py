"""Restores the installation from a backup: every sum is checked before anything is touched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.errors import RuleBroken
from accounts.services.backups import Restored, restore_backup


class Command(BaseCommand):
    help = "Put a backup in place of database and evidence; stop the site first."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="give up what the database and evidence hold now"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            restored = restore_backup(options["file"], replace=options["replace"])
        except RuleBroken as error:
            raise CommandError(error.message) from error
        self._tell(restored)
        if restored.problems:
            raise CommandError("\n".join(["The backup was restored as it is.", *restored.problems]))

    def _tell(self, restored: Restored) -> None:
        counts = f"{restored.tables} tables, {restored.rows} rows, {restored.files} files"
        self.stdout.write(f"Restored from {restored.made_at}: {counts} of evidence.")
        if restored.is_older:
            self.stdout.write("It comes from an older version: run migrate, then verify_audit.")
        elif not restored.problems:
            self.stdout.write("The audit trail is whole.")
