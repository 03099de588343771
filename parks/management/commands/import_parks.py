"""Imports the park register from a CSV or GeoJSON file: `manage.py import_parks FILE --by EMAIL [--dry-run]`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.errors import RuleBroken
from accounts.models import User
from parks.permissions import may_import_parks
from parks.services.register_import import ImportResult
from parks.services.register_uploads import carry_out, counts, keep_upload


class Command(BaseCommand):
    help = "Imports the good rows of a park register and prints every problem of the others."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", required=True, help="e-mail of the authority who imports")
        parser.add_argument("--dry-run", action="store_true", help="change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["by"], is_active=True).first()
        if user is None or not may_import_parks(user):
            raise CommandError("Nobody with this e-mail may import parks.")
        file: Path = options["file"]
        try:
            upload, result = keep_upload(file.read_bytes(), file.name, by=user)
            if not options["dry_run"]:
                result = carry_out(upload, by=user)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except RuleBroken as error:
            raise CommandError(f"{error.code}: {error.message}") from error
        self.report(result)

    def report(self, result: ImportResult) -> None:
        for problem in (*result.notices, *result.problems):
            where = f"row {problem.row}, {problem.column or '-'}"
            self.stderr.write(f"{where}: {problem.value!r}: {problem.reason} [{problem.code}]")
        self.stdout.write(", ".join(f"{name} {count}" for name, count in counts(result).items()))
