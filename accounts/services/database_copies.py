"""Copies the whole database to a file and back, with the means of its engine: all of it or nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.errors import RuleBroken

MADE_BY_MIGRATE = {"django_migrations", "django_content_type", "auth_permission"}
PATIENCE_SECONDS = 30
POSTGRESQL = "postgresql"
EMPTIED = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"


def holds_anything() -> bool:
    """Whether somebody has ever written something into this database; tables alone are nothing."""
    tables = set(connection.introspection.django_table_names(only_existing=True))
    with connection.cursor() as cursor:
        for table in sorted(tables - MADE_BY_MIGRATE):
            cursor.execute(f"SELECT 1 FROM {_quoted(table)} LIMIT 1")  # noqa: S608 a table's own name
            if cursor.fetchone() is not None:
                return True
    return False


def count_rows(cursor: Any = None) -> dict[str, int]:
    """Return how many rows each table has, as `cursor` sees them, or else as they stand."""
    if cursor is None:
        with connection.cursor() as own:
            return count_rows(own)
    tables = connection.introspection.get_table_list(cursor)
    counts = {}
    for table in sorted(one.name for one in tables if one.type == "t"):
        cursor.execute(f"SELECT COUNT(*) FROM {_quoted(table)}")  # noqa: S608 a table's own name
        counts[table] = int(cursor.fetchone()[0])
    return counts


def dump_database(target: Path) -> dict[str, int]:
    """Write the database as it stands at one moment to `target`; return the rows of each table at that moment."""
    dump = _dump_postgresql if connection.vendor == POSTGRESQL else _dump_sqlite
    return dump(target)


def load_database(source: Path) -> None:
    """Put what `source` holds in place of the whole database, or leave all as it was and say why."""
    load = _load_postgresql if connection.vendor == POSTGRESQL else _load_sqlite
    load(source)
    ContentType.objects.clear_cache()


# SQLite


def _dump_sqlite(target: Path) -> dict[str, int]:
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy, progress=_within(PATIENCE_SECONDS))
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, not three
        return count_rows(copy.cursor())


def _load_sqlite(source: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(source)) as copy:
        try:
            found = copy.execute("PRAGMA integrity_check").fetchone()[0]
            if found != "ok":
                raise _failed(str(found))
            copy.backup(connection.connection, progress=_within(PATIENCE_SECONDS))
        except sqlite3.Error as error:
            raise _failed(str(error)) from error


def _within(seconds: float) -> Callable[[int, int, int], None]:
    """Return what ends a copy that waits for somebody else's lock for too long; SQLite itself would wait for ever."""
    deadline = time.monotonic() + seconds

    def look(status: int, *_pages: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > deadline:
            raise _failed("database is locked")

    return look


# PostgreSQL


def _dump_postgresql(target: Path) -> dict[str, int]:
    """Let pg_dump see the same moment as the counting."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        _run("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={target}")
        return count_rows(cursor)


def _load_postgresql(source: Path) -> None:
    """Empty the schema and fill it in one transaction."""
    script = source.with_suffix(".sql")
    _run_alone("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(source))
    connection.close()  # our own locks would stand in the way
    _run(
        "psql",
        *("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction"),
        *(f"--command={EMPTIED}", f"--file={script}", "--output=/dev/null"),
    )


def _run(program: str, *options: str) -> None:
    """Run a program of PostgreSQL on this database; the password travels in the environment, not in the command."""
    command, more = connection.client.settings_to_cmd_args_env(
        connection.settings_dict, list(options)
    )
    waiting = {"PGOPTIONS": f"-c lock_timeout={PATIENCE_SECONDS}s"}
    _run_alone(program, *command[1:], environment=waiting | (more or {}))


def _run_alone(program: str, *options: str, environment: dict[str, str] | None = None) -> None:
    found = shutil.which(program)
    if found is None:
        sentence = _("The program %(program)s is missing: install the package postgresql-client.")
        raise RuleBroken("program_missing", sentence % {"program": program}, program=program)
    done = subprocess.run(  # noqa: S603 our own words, no shell
        [found, *options],
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise _failed(done.stderr.strip())


def _failed(why: str) -> RuleBroken:
    sentence = _("The database could not be copied, and nothing was changed: %(why)s")
    return RuleBroken("database_copy_failed", sentence % {"why": why})


def _quoted(table: str) -> str:
    return connection.ops.quote_name(table)
