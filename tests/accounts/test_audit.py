"""Each act leaves one entry, in its own transaction, chained to the one before it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection, transaction

from accounts import audit, clock
from accounts.models import AuditEntry, AuditHead
from accounts.services.audit_chains import verify_chains
from tests.factories import make_park

MOMENT = datetime(2026, 9, 30, 23, 59, 59, 123456, tzinfo=UTC)


def test_an_entry_says_who_did_what_to_what(person):
    with clock.at(MOMENT):
        entry = audit.record("user.update", by=person, on=person, changed={"name": "Li"})
    entry = AuditEntry.objects.get(pk=entry.pk)
    assert (entry.at, entry.by, entry.by_name) == (MOMENT, person, "Li Na")
    assert (entry.action, entry.details) == ("user.update", {"changed": {"name": "Li"}})
    assert (entry.target_type, entry.target_id) == ("accounts.user", str(person.pk))
    assert entry.target_label == "Li Na"
    assert (entry.chain, entry.park_id, entry.sequence) == ("accounts", None, 1)


def test_an_entry_of_the_system_has_no_person(person):
    entry = audit.record("report.open", by=None, on=person)
    assert (entry.by, entry.by_name) == (None, "")


def test_each_park_has_a_chain_of_its_own(person):
    first, second = make_park(), make_park()
    assert audit.record("park.add", by=person, on=first).chain == f"park:{first.pk}"
    assert audit.record("park.add", by=person, on=second).sequence == 1
    assert audit.record("park.update", by=person, on=first).sequence == 2
    assert AuditEntry.objects.get(chain=f"park:{second.pk}").park_id == second.pk


def test_entries_are_chained_and_the_head_names_the_last(person):
    first = audit.record("user.update", by=person, on=person)
    second = audit.record("user.update", by=person, on=person)
    assert first.previous_hash == "0" * 64
    assert second.previous_hash == first.hash
    head = AuditHead.objects.get(chain="accounts")
    assert (head.sequence, head.hash) == (2, second.hash)


@pytest.mark.parametrize(
    "value",
    [
        1,
        1.0,
        -0.0,
        0.1,
        1e22,
        1e300,
        1e-7,
        2**70,
        True,
        None,
        "云江",
        [1, [2.5]],
        {"b": 1, "a": {}},
    ],
)
def test_a_hash_outlives_the_database(person, value):
    entry = audit.record("user.update", by=person, on=person, value=value)
    assert audit.hash_entry(AuditEntry.objects.get(pk=entry.pk)) == entry.hash


def test_details_may_hold_dates_and_decimals(person):
    details = {"day": date(2026, 9, 30), "share": Decimal("0.25")}
    entry = audit.record("user.update", by=person, on=person, **details)
    assert entry.details == {"day": "2026-09-30", "share": "0.25"}


def test_numbers_that_json_does_not_know_are_refused(person):
    with pytest.raises(ValueError, match="JSON"):
        audit.record("user.update", by=person, on=person, value=float("nan"))


@pytest.mark.parametrize("field", ["by_name", "action", "target_label", "details", "park_id"])
def test_every_field_is_covered_by_the_hash(person, field):
    entry = audit.record("user.update", by=person, on=person)
    setattr(entry, field, 7)
    assert audit.hash_entry(entry) != entry.hash


def test_a_number_is_not_the_text_of_it():
    assert audit.hash_of({"a": 5}) != audit.hash_of({"a": "5"})
    assert audit.hash_of({"a": 1}) != audit.hash_of({"a": True})


def test_an_entry_goes_down_with_its_act(person):
    with transaction.atomic():
        audit.record("user.update", by=person, on=person)
        transaction.set_rollback(True)
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_of_a_transaction_is_refused(django_user_model):
    person = django_user_model.objects.create_user("a@example.org", name="A")
    with pytest.raises(RuntimeError, match="transaction of its act"):
        audit.record("user.update", by=person, on=person)


@pytest.mark.parametrize("rows", [1, 3])
def test_recording_costs_the_same_however_long_the_chain_is(
    person, rows, django_assert_num_queries
):
    for _number in range(rows):
        audit.record("user.update", by=person, on=person)
    with django_assert_num_queries(3):  # lock the head, write the entry, move the head
        audit.record("user.update", by=person, on=person)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_writers_at_once_make_one_chain(django_user_model):
    person = django_user_model.objects.create_user("a@example.org", name="A")
    start = Barrier(4)

    def write():
        start.wait()
        try:
            for _number in range(10):
                with transaction.atomic():
                    audit.record("user.update", by=person, on=person)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        for writer in [pool.submit(write) for _number in range(4)]:
            writer.result()
    assert AuditEntry.objects.count() == 40
    assert verify_chains() == []


def test_several_acts_of_one_kind_are_chained_under_one_lock(person, django_assert_num_queries):
    audit.record("entry.write", by=person, on=person, number=0)
    with django_assert_num_queries(3):
        entries = audit.record_each(
            "entry.write", [{"number": one} for one in (1, 2, 3)], by=person, on=person
        )
    assert [one.sequence for one in entries] == [2, 3, 4]
    assert verify_chains() == []
