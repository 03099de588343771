"""Lets a table take more rows than it has: indexes and foreign keys are set aside and made again from all rows at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.utils import CursorWrapper
from psycopg import sql

CONSTRAINTS = """
    SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
     WHERE conrelid = %s::regclass AND contype IN ('f', 'u') ORDER BY contype DESC, conname"""
INDEXES = """
    SELECT relation.relname, pg_get_indexdef(indexrelid) FROM pg_index
      JOIN pg_class AS relation ON relation.oid = indexrelid
     WHERE indrelid = %s::regclass AND NOT indisprimary ORDER BY relation.relname"""
MEMORY_TO_SORT = "SET LOCAL maintenance_work_mem = '512MB'"


@contextmanager
def checked_at_the_end(table: str) -> Iterator[None]:
    """Take PostgreSQL's indexes and foreign keys off a table for the block, inside the caller's transaction.

    Checking and sorting millions of rows together costs a fraction of doing so row by row. The table and those that
    it points to are locked until the transaction ends. A row that breaks a constraint breaks it at the block's end.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may wait for what is taken away
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        constraints = _found(cursor, CONSTRAINTS, table)
        for name, _definition in constraints:
            _alter(cursor, table, "DROP CONSTRAINT {name}", name)
        indexes = _found(cursor, INDEXES, table)
        for name, _definition in indexes:
            cursor.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
        yield
        cursor.execute(MEMORY_TO_SORT)
        for _name, definition in indexes:
            cursor.execute(definition)
        for name, definition in constraints:
            _alter(cursor, table, "ADD CONSTRAINT {name} {definition}", name, definition)


def _found(cursor: CursorWrapper, query: str, table: str) -> list[tuple[str, str]]:
    cursor.execute(query, [table])
    return list(cursor.fetchall())


def _alter(cursor: CursorWrapper, table: str, change: str, name: str, definition: str = "") -> None:
    text = sql.SQL("ALTER TABLE {table} " + change)
    cursor.execute(
        text.format(
            table=sql.Identifier(table), name=sql.Identifier(name), definition=sql.SQL(definition)
        )
    )
