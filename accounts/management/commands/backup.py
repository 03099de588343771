"""Backs the installation up into one file: the database, the evidence, and a sum for each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.errors import RuleBroken
from accounts.services.backups import make_backup


class Command(BaseCommand):
    help = "Write database and evidence into one checksummed file; the site may go on meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("target", type=Path, help="a folder, or the name of a new file")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            backup = make_backup(options["target"])
        except RuleBroken as error:
            raise CommandError(error.message) from error
        counts = f"{backup.tables} tables, {backup.rows} rows, {backup.files} files of evidence"
        self.stdout.write(f"{backup.path}: {counts}.")
        self.stdout.write(f"Its SHA-256, to be noted elsewhere: {backup.sha256}")
        if backup.missing:
            named = "\n".join(backup.missing)
            raise CommandError(f"The backup was made, but evidence is missing or changed:\n{named}")
