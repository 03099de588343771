"""Bulk loading: what is set aside stands again afterwards, and what breaks it is found."""

import pytest
from django.db import IntegrityError, connection, transaction

from parks.models import Observation
from parks.services.bulk_loading import checked_at_the_end

TABLE = Observation._meta.db_table
DEFINITIONS = """
    SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass
    UNION SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s ORDER BY 1, 2"""


def definitions():
    with connection.cursor() as cursor:
        cursor.execute(DEFINITIONS, [TABLE, TABLE])
        return cursor.fetchall()


@pytest.mark.postgres
def test_constraints_and_indexes_are_set_aside_and_made_again(observation):
    before = definitions()
    with transaction.atomic(), checked_at_the_end(TABLE):
        during = definitions()

    assert len(during) < len(before)
    assert {name for name, text in during if "FOREIGN KEY" in text or "UNIQUE" in text} == {
        "parks_observation_pkey"
    }
    assert definitions() == before


@pytest.mark.postgres
@pytest.mark.parametrize("change", [{"pk": None}, {"pk": None, "park_id": 999_999, "revision": 7}])
def test_rows_that_break_a_constraint_are_found_at_the_end(observation, change):
    before = definitions()
    for name, value in change.items():
        setattr(observation, name, value)
    with pytest.raises(IntegrityError), transaction.atomic(), checked_at_the_end(TABLE):
        Observation.objects.bulk_create([observation])

    assert definitions() == before
    assert Observation.objects.count() == 1


def test_sqlite_checks_as_always(observation):
    with transaction.atomic(), checked_at_the_end(TABLE):
        assert Observation.objects.count() == 1
