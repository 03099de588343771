"""Does once what otherwise runs by the clock: opens due reports, scores ended quarters, sends what waits for webhooks."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from accounts.services.idempotent_answers import forget_old_answers
from accounts.services.webhook_deliveries import deliver_webhooks
from assessments.services.following import tick


class Command(BaseCommand):
    help = "Open the reports that are due, begin to score the quarter that ended last, send to webhooks."

    def handle(self, *args: Any, **options: Any) -> None:
        opened, begun = tick()
        deliver_webhooks()
        forget_old_answers()
        self.stdout.write(f"Opened {opened} reports; began to score {begun} parks.")
