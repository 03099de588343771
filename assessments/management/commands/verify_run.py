"""Verifies a run from the command line: what was read, what was computed, what is stored; names all that differs."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.errors import RuleBroken
from assessments.models import Run
from assessments.services.run_verification import Difference, verify_run


class Command(BaseCommand):
    help = "Read the observations of a run again as they were known, score them again and compare."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("run", type=int, help="the number of the run")

    def handle(self, *args: Any, **options: Any) -> None:
        runs = Run.objects.select_related("version__framework", "period", "weights")
        run = runs.filter(pk=options["run"]).first()
        if run is None:
            raise CommandError(f"There is no run {options['run']}.")
        try:
            found = verify_run(run)
        except RuleBroken as error:
            raise CommandError(f"{error.code}: {error.message}") from error
        for one in found:
            self.stdout.write(_line(one))
        if found:
            raise CommandError(f"Run {run.pk} does not hold: {len(found)} differences.")
        self.stdout.write(f"Run {run.pk} holds: {run.parks_total} parks, result {run.result_hash}.")


def _line(one: Difference) -> str:
    where = " ".join(part for part in (one.park, one.place, one.period) if part)
    return f"{one.code}: {where}: {one.before or 'nothing'} → {one.after or 'nothing'}"
