"""Loads a framework file from the command line, telling every error with its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.errors import RuleBroken
from accounts.models import User
from assessments.framework_file import FrameworkErrors, decode_framework, read_framework
from assessments.services.frameworks import load_framework, publish_version


class Command(BaseCommand):
    help = "Check a framework file, keep it as a draft and, if asked, publish it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="only say what is wrong")
        parser.add_argument("--publish", action="store_true", help="publish the version")
        parser.add_argument("--by", metavar="EMAIL", help="the administrator who does it")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            text = decode_framework(path.read_bytes())
            self._take(text, options)
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        except FrameworkErrors as error:
            told = [f"{path}:{one.line}: {one.code}: {one.message}" for one in error.problems]
            raise CommandError("\n".join([*told, error.message])) from error
        except RuleBroken as error:
            raise CommandError(f"{error.code}: {error.message}") from error
        except PermissionDenied as error:
            raise CommandError("Only an administrator may do this.") from error

    def _take(self, text: str, options: dict[str, Any]) -> None:
        if options["check"]:
            file = read_framework(text)
            self.stdout.write(f"{file.code} {file.version} holds together.")
            return
        by = self._person(options["by"])
        version = load_framework(text, by=by)
        if options["publish"]:
            version = publish_version(version, by=by)
        self.stdout.write(f"{version} is loaded: {version.get_status_display()}.")

    def _person(self, email: str | None) -> User | None:
        if not email:
            return None
        user = User.objects.filter(email__iexact=email, is_active=True).first()
        if user is None:
            raise CommandError(f"Nobody has the e-mail address {email}.")
        return user
