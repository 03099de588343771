"""The moment at which a day begins, in the database, so that days and moments can stand in one order."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import DateTimeField, Func
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone

from accounts import clock

Sql = tuple[str, tuple[str | int, ...]]


class StartOfDay(Func):
    """The first moment of a day in the time zone of the installation."""

    output_field = DateTimeField()
    arity = 1

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any
    ) -> Sql:
        """Ask PostgreSQL, which knows the time zone's history."""
        return super().as_sql(
            compiler,
            connection,
            template=f"(%(expressions)s::timestamp AT TIME ZONE '{settings.TIME_ZONE}')",
            **more,
        )

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any) -> Sql:
        """SQLite knows no time zones: the offset of today stands for that of the day."""
        midnight = datetime.combine(clock.today(), time(), timezone.get_default_timezone())
        offset = midnight.utcoffset()
        minutes = -int(offset.total_seconds() // 60) if offset else 0
        return super().as_sql(
            compiler,
            connection,
            template=f"datetime(%(expressions)s, '{minutes:+d} minutes')",
            **more,
        )
