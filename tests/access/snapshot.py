"""What a request has changed in the database, and every field that somebody could try to write."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models

APPS = ("accounts", "parks", "governance", "assessments")
RANDOM = {
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


def restart_keys() -> None:
    """Let the next rows get the keys that follow on those there are: PostgreSQL does not roll its counters back."""
    if statements := connection.ops.sequence_reset_sql(no_style(), tables()):
        with connection.cursor() as cursor:
            cursor.execute(";".join(statement.rstrip(";") for statement in statements))


def snapshot() -> Counter[Row]:
    """Count the rows of all tables by what they say; keys and random values left out."""
    rows: Counter[Row] = Counter()
    for model in tables():
        names = [field.attname for field in model._meta.concrete_fields if field.name not in RANDOM]
        for values in model._base_manager.values_list(*names):
            said = tuple((name, str(value)) for name, value in zip(names, values, strict=True))
            rows[(model.__name__, said)] += 1
    return rows


def changes_since(before: Counter[Row]) -> list[tuple[str, Row]]:
    """Return the rows that have come and gone."""
    after = snapshot()
    return sorted(
        [("gone", row) for row in before - after] + [("come", row) for row in after - before]
    )


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
