"""Entries of the audit trail are never changed or deleted, neither by the application nor in PostgreSQL."""

import pytest
from django.db import DatabaseError, connection, transaction

from accounts import audit
from accounts.models import AuditEntry


def test_entries_are_never_changed_or_deleted_by_the_application(person):
    entry = audit.record("user.update", by=person, on=person)
    for act in (
        entry.save,
        entry.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(action="nothing"),
    ):
        with pytest.raises(TypeError):
            act()


@pytest.mark.postgres
@pytest.mark.parametrize(
    "sql",
    ["UPDATE accounts_auditentry SET action = 'nothing'", "DELETE FROM accounts_auditentry"],
)
def test_postgres_itself_refuses_to_change_entries(person, sql):
    audit.record("user.update", by=person, on=person)
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_entries_are_shown_newest_first_with_their_people(person, django_assert_num_queries):
    for number in range(3):
        audit.record("user.update", by=person, on=person, number=number)
    with django_assert_num_queries(1):
        shown = [(entry.sequence, str(entry.by)) for entry in AuditEntry.objects.for_display()]
    assert shown == [(3, "Li Na"), (2, "Li Na"), (1, "Li Na")]
