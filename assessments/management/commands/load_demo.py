"""Loads the demo into a new database: fictional parks, people and two years of their facts and reports."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from assessments.management.demo.loading import load_demo


class Command(BaseCommand):
    help = "Load the demo: 24 fictional parks of three provinces and two years of their facts and reports."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-new", action="store_true", help="do nothing where there are people already"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo is loaded under the settings of the demo only.")
        if User.objects.exists():
            if options["if_new"]:
                return
            raise CommandError("There are people here already; the demo needs a new database.")
        load_demo()
        self.stdout.write("The demo is loaded.")
