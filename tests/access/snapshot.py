"""What a request has changed in the database, and every field that somebody could try to write."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models

APPS = ("accounts", "parks", "governance", "assessments")
RANDOM = {
    "seed",
    "id",
    "uuid",
    "key_hash",
    "prefix",
    "path",
    "password",
    "last_login",
    "last_used_at",
    "joined_at",
}
UNSAID = {"AuditEntry", "AuditHead", "AuditAnchor"}
WRITTEN = "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"

Row = tuple[str, tuple[tuple[str, str], ...]]
TEMPTING: dict[type[models.Field[Any, Any]], Any] = {
    models.BooleanField: True,
    models.DateTimeField: "2031-01-01T00:00:00Z",
    models.DateField: "2031-01-01",
    models.IntegerField: 7,
    models.FloatField: 7.5,
    models.UUIDField: "00000000-0000-4000-8000-000000000000",
}


def tables() -> list[type[models.Model]]:
    """Return the models of the product, the audit trail aside: it says what the other rows say."""
    return [
        model
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        if model.__name__ not in UNSAID
    ]


@cache
def _restarting() -> str:
    return ";".join(
        statement.rstrip(";")
        for statement in connection.ops.sequence_reset_sql(no_style(), tables())
    )


def restart_keys() -> None:
    """Let the next rows get the keys that follow on those there are: PostgreSQL does not roll its counters back."""
    if statements := _restarting():
        with connection.cursor() as cursor:
            cursor.execute(statements)


def written() -> dict[str, int]:
    """Count the rows that this transaction has written, by table as PostgreSQL does, and whatever was taken back.

    SQLite counts them for all tables together.
    """
    if connection.vendor == "sqlite":
        return dict.fromkeys(_names(), connection.connection.total_changes)
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        return dict(cursor.fetchall())


def _names() -> list[str]:
    return [model._meta.db_table for model in tables()]


@dataclass(frozen=True)
class Snapshot:
    """The rows of each table by what they say; and how much had been written when they were looked at."""

    rows: dict[str, Counter[Row]]
    written: dict[str, int]

    def still_true(self) -> Snapshot:
        """Take the rows for those that there are now, after everything since was taken back."""
        return replace(self, written=written())


def snapshot() -> Snapshot:
    """Look at the rows of all tables."""
    return Snapshot({model._meta.db_table: _rows_of(model) for model in tables()}, written())


def _rows_of(model: type[models.Model]) -> Counter[Row]:
    """Count the rows of a table by what they say; keys and random values left out."""
    names = [field.attname for field in model._meta.concrete_fields if field.name not in RANDOM]
    return Counter(
        (
            model.__name__,
            tuple((name, str(value)) for name, value in zip(names, values, strict=True)),
        )
        for values in model._base_manager.values_list(*names)
    )


def changes_since(before: Snapshot) -> list[tuple[str, Row]]:
    """Return the rows that have come and gone, looking only where something was written."""
    now, changes = written(), []
    for model in tables():
        table = model._meta.db_table
        if now.get(table) != before.written.get(table):
            was, after = before.rows[table], _rows_of(model)
            changes += [("gone", row) for row in was - after]
            changes += [("come", row) for row in after - was]
    return sorted(changes)


def every_field(administrator: int) -> dict[str, Any]:
    """Return every field of every model, with a value that somebody might like to see in it.

    People become the administrator.
    """
    fields = {
        name: _tempting(field, administrator)
        for model in tables()
        for field in model._meta.concrete_fields
        for name in (field.name, field.attname)
    }
    wanted = {"status": "accepted", "scope": "write", "role": "authority", "language": "zh-hans"}
    return fields | wanted


def _tempting(field: models.Field[Any, Any], administrator: int) -> Any:
    """Return a value of the kind that the field takes."""
    if isinstance(field, models.ForeignKey):
        return administrator if field.related_model._meta.label == "accounts.User" else 1
    for kind, value in TEMPTING.items():
        if isinstance(field, kind):
            return value
    return "tempting"
