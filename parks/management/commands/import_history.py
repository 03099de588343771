"""Imports the accepted history of parks: `manage.py import_history FILE … --by EMAIL [--dry-run] [--skip-rejected]`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from accounts.errors import RuleBroken
from accounts.models import User
from parks.models import Park
from parks.permissions import may_import_history
from parks.services.history_files import HistoryFile
from parks.services.history_import import HistoryResult, import_history


class Command(BaseCommand):
    help = (
        "Makes accepted values of past periods observations, one file at a time, or prints why not."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
        parser.add_argument("--by", required=True, help="e-mail of the authority who imports")
        parser.add_argument("--dry-run", action="store_true", help="change nothing")
        parser.add_argument(
            "--skip-rejected",
            action="store_true",
            help="take the good rows of a file with bad ones",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["by"], is_active=True).first()
        if user is None or not Park.objects.filter(may_import_history(user)).exists():
            raise CommandError("Nobody with this e-mail may import the history of any park.")
        with override(user.language):
            results = [self.take(path, user, options) for path in options["files"]]
        if not options["dry_run"] and not all(result.is_carried_out for result in results):
            raise CommandError("Files with rejected rows changed nothing; mend them and try again.")

    def take(self, path: Path, user: User, options: dict[str, Any]) -> HistoryResult:
        try:
            result = import_history(
                HistoryFile(path, path.name),
                by=user,
                dry_run=options["dry_run"],
                skip_rejected=options["skip_rejected"],
            )
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        except RuleBroken as error:
            raise CommandError(f"{path.name}: {error.code}: {error.message}") from error
        self.report(path, result)
        return result

    def report(self, path: Path, result: HistoryResult) -> None:
        for problem in result.problems:
            where = f"{path.name}, row {problem.row}, {problem.column}"
            self.stderr.write(f"{where}: {problem.value!r}: {problem.reason} [{problem.code}]")
        counts = ", ".join(f"{name} {count}" for name, count in result.counts.items())
        self.stdout.write(f"{path.name}: {counts}")
