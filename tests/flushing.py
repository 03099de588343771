"""How the database is emptied after a test that commits: quickly, and with what migrations put there left in place.

Django truncates every table on PostgreSQL and then fills those of content types and permissions anew. With as many
tables as here that takes longer than most of the tests do; deleting the few rows there are does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.apps import apps
from django.core.management.commands import flush
from django.db import connection

FILLED_BY_MIGRATIONS = ("contenttypes", "auth")


@contextmanager
def quick_flush() -> Iterator[None]:
    """Delete rows, past the triggers that guard some, and do not tell every app that its tables have just been made."""
    operations = type(connection.ops)
    as_django_does = operations.sql_flush

    def deletions(self: Any, style: Any, tables: Sequence[str], **options: bool) -> list[str]:
        emptied = [table for table in tables if table not in _kept_tables()]
        if connection.vendor != "postgresql":
            return list(as_django_does(self, style, emptied, **options))
        past_triggers = "SET LOCAL session_replication_role = replica"
        return [past_triggers, *(f"DELETE FROM {self.quote_name(table)}" for table in emptied)]

    with (
        mock.patch.object(operations, "sql_flush", deletions),
        mock.patch.object(flush, "emit_post_migrate_signal"),
    ):
        yield


def _kept_tables() -> set[str]:
    """Return the tables that stay as migrations left them: no test adds a content type or a permission."""
    return {
        model._meta.db_table
        for label in FILLED_BY_MIGRATIONS
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    }
