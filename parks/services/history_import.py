"""Takes in the accepted history of a nation: one file, one transaction, the same rules as an accepted value's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import date

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from accounts import audit, clock
from accounts.models import User
from parks.choices import Provenance
from parks.errors import Problem
from parks.models import HistoryImport
from parks.services.bulk_loading import checked_at_the_end
from parks.services.history_files import HistoryFile
from parks.services.history_problems import problems_of_rows
from parks.services.history_staging import staged
from parks.signals import history_imported

COUNTS = """
    SELECT COUNT(*), COUNT(*) FILTER (WHERE NOT is_bad AND held_id IS NULL),
           COUNT(*) FILTER (WHERE NOT is_bad AND held_id IS NOT NULL AND NOT is_same),
           COUNT(*) FILTER (WHERE NOT is_bad AND is_same), COUNT(*) FILTER (WHERE is_bad)
      FROM history_row"""
KEEP_CHANGES = "DELETE FROM history_row WHERE is_bad OR is_same"
SUPERSEDE = """
    UPDATE parks_observation SET superseded_at = %s
     WHERE id IN (SELECT held_id FROM history_row WHERE held_id IS NOT NULL)"""
INSERT = """
    INSERT INTO parks_observation (park_id, indicator_id, period_id, revision, value, missing_reason,
                                   provenance, recorded_at, recorded_by_id)
    SELECT park_id, indicator_id, period_id, COALESCE(held_revision, 0) + 1, number, missing_reason, %s, %s, %s
      FROM history_row"""
# The last period of each park and indicator becomes the latest value, unless a later one is already on record.
KEEP_LATEST = """
    WITH ends AS MATERIALIZED (
        SELECT matched.park_id, matched.indicator_id, MAX(period.ends_on) AS ends_on
          FROM history_row AS matched JOIN history_period AS period USING (period_id)
         GROUP BY matched.park_id, matched.indicator_id),
    newest AS MATERIALIZED (
        SELECT ends.park_id, ends.indicator_id, period.period_id
          FROM ends JOIN parks_indicator AS indicator ON indicator.id = ends.indicator_id
          JOIN history_period AS period ON period.ends_on = ends.ends_on AND period.every = indicator.every)
    INSERT INTO parks_latestvalue (park_id, indicator_id, observation_id)
    SELECT newest.park_id, newest.indicator_id, observation.id
      FROM newest JOIN parks_observation AS observation USING (park_id, indicator_id, period_id)
     WHERE observation.superseded_at IS NULL
        ON CONFLICT (park_id, indicator_id) DO UPDATE SET observation_id = excluded.observation_id
     WHERE (SELECT ends_on FROM parks_period JOIN parks_observation AS held ON held.period_id = parks_period.id
             WHERE held.id = parks_latestvalue.observation_id)
        <= (SELECT ends_on FROM parks_period JOIN parks_observation AS new ON new.period_id = parks_period.id
             WHERE new.id = excluded.observation_id)"""
SPAN = """
    SELECT MIN(ends_on), MAX(ends_on) FROM history_period
     WHERE period_id IN (SELECT period_id FROM history_row)"""
ON_RECORD = "SELECT COUNT(*) FROM (SELECT 1 FROM parks_observation LIMIT %s) AS counted"


@dataclass(frozen=True)
class HistoryResult:
    """What a file brought: rows read = created + revised + unchanged + rejected."""

    read: int
    created: int
    revised: int
    unchanged: int
    rejected: int
    problems: tuple[Problem, ...] = ()
    is_carried_out: bool = False

    @property
    def changed(self) -> int:
        return self.created + self.revised

    @property
    def counts(self) -> dict[str, int]:
        names = ("read", "created", "revised", "unchanged", "rejected")
        return {name: getattr(self, name) for name in names}


@transaction.atomic
def import_history(
    file: HistoryFile, *, by: User, dry_run: bool = False, skip_rejected: bool = False
) -> HistoryResult:
    """Make the rows of a file observations. A rejected row keeps the whole file out unless it may be skipped.

    A value equal to the one on record makes no new revision, so the same file twice changes nothing.
    """
    with staged(file, by=by) as cursor:
        cursor.execute(COUNTS)
        result = HistoryResult(*cursor.fetchone())
        if result.rejected:
            result = replace(result, problems=problems_of_rows(cursor))
        is_carried_out = not dry_run and (skip_rejected or not result.rejected)
        if is_carried_out and result.changed:
            _carry_out(cursor, file, result, by)
    if not is_carried_out:
        transaction.set_rollback(True)  # the periods that were made to read the file
    return replace(result, is_carried_out=is_carried_out)


def _carry_out(cursor: CursorWrapper, file: HistoryFile, result: HistoryResult, by: User) -> None:
    """Supersede, then insert; tell once. An entry for each of 10,000 parks would say nothing more than this one:

    the file's hash and the importer, which every observation leads back to by its moment.
    """
    moment = clock.now()
    stored = connection.ops.adapt_datetimefield_value(moment)
    if result.changed < result.read:
        cursor.execute(KEEP_CHANGES)
    with _room_for(cursor, result.changed):
        if result.revised:
            cursor.execute(SUPERSEDE, [stored])
        cursor.execute(INSERT, [Provenance.IMPORT.value, stored, by.pk])
    cursor.execute("ANALYZE parks_observation")
    cursor.execute(KEEP_LATEST)
    imported = HistoryImport.objects.create(
        name=file.name[:200],
        sha256=file.sha256,
        imported_by=by,
        imported_at=moment,
        **result.counts,
    )
    audit.record("history.import", by=by, on=imported, sha256=file.sha256, **result.counts)
    cursor.execute("SELECT DISTINCT park_id FROM history_row ORDER BY park_id")
    parks = [park for (park,) in cursor.fetchall()]
    first, last = _span(cursor)
    history_imported.send(
        HistoryImport, imported=imported, parks=parks, first=first, last=last, by=by
    )


@contextmanager
def _room_for(cursor: CursorWrapper, rows: int) -> Iterator[None]:
    """Check rows together where they outnumber those on record, as at the first start; one by one otherwise."""
    cursor.execute(ON_RECORD, [rows])
    is_most = cursor.fetchone()[0] < rows
    with checked_at_the_end("parks_observation") if is_most else nullcontext():
        yield


def _span(cursor: CursorWrapper) -> tuple[date, date]:
    cursor.execute(SPAN)
    first, last = cursor.fetchone()
    if connection.vendor == "sqlite":  # which has no dates of its own
        first, last = date.fromisoformat(first), date.fromisoformat(last)
    return first, last
