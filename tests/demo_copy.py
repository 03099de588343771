"""The demo as of a day in November: played through the services once in a run, and copied from then on.

The first process of the run that needs it plays it and keeps every table and file; the others copy those, which
takes a second or two. On PostgreSQL only, where the browser tests run.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction

from accounts import clock

# The first process of a run to be here names its folder; those that it starts inherit the name.
RUN = os.environ.setdefault("PARKPATH_TEST_RUN", str(os.getpid()))
KEPT = Path(tempfile.gettempdir()) / f"parkpath-demo-{RUN}"
NOVEMBER = datetime(2026, 11, 24, 6, tzinfo=UTC)
FILLED_BY_MIGRATIONS = {"contenttypes", "auth"}


def bring_demo() -> None:
    """Fill an empty database with the demo, by playing it or by copying what another test has played."""
    KEPT.mkdir(exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (KEPT / "is-whole").exists():
            _copy_in()
        else:
            with clock.at(NOVEMBER):
                call_command("load_demo", verbosity=0)
            _copy_out()
            (KEPT / "is-whole").touch()


def forget_demo() -> None:
    """Remove what was kept; the last process to end calls it for the whole run."""
    shutil.rmtree(KEPT, ignore_errors=True)


def _models():
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.app_label not in FILLED_BY_MIGRATIONS
    ]


def _copy_out() -> None:
    with connection.cursor() as cursor:
        for table in (model._meta.db_table for model in _models()):
            with (
                (KEPT / table).open("wb") as file,
                cursor.copy(f'COPY "{table}" TO STDOUT (FORMAT binary)') as copy,
            ):
                for part in copy:
                    file.write(part)
    shutil.copytree(settings.MEDIA_ROOT, KEPT / "media", dirs_exist_ok=True)


@transaction.atomic
def _copy_in() -> None:
    """Foreign keys are checked at the end of the transaction, so the order of tables does not matter."""
    models = _models()
    with connection.cursor() as cursor:
        for table in (model._meta.db_table for model in models):
            with cursor.copy(f'COPY "{table}" FROM STDIN (FORMAT binary)') as copy:
                copy.write((KEPT / table).read_bytes())
        for reset in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(reset)
    shutil.copytree(KEPT / "media", settings.MEDIA_ROOT, dirs_exist_ok=True)
