"""Adds a person from the command line: the first administrator has nobody to be invited by."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from accounts.choices import Language
from accounts.errors import RuleBroken
from accounts.services.set_password_mails import set_password_path
from accounts.services.users import add_user


class Command(BaseCommand):
    help = "Add a person and print the address at which they set their password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--language", choices=Language.values, default=Language.ENGLISH)
        parser.add_argument("--administrator", action="store_true", help="may manage people")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
            user = add_user(
                options["email"],
                options["name"],
                options["language"],
                by=None,
                is_administrator=options["administrator"],
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except RuleBroken as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"{user.name} was added. On this site, they set their password at:")
        self.stdout.write(set_password_path(user))
