"""Does once what otherwise runs by the clock: opens due reports, begins to score quarters that have ended."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from assessments.services.following import tick


class Command(BaseCommand):
    help = "Open the reports that are due and begin to score the quarter that ended last."

    def handle(self, *args: Any, **options: Any) -> None:
        opened, begun = tick()
        self.stdout.write(f"Opened {opened} reports; began to score {begun} parks.")
