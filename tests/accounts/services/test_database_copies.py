"""The whole database goes to a file and comes back, or stays as it was."""

import sqlite3

import pytest
from django.db import connection

from accounts.errors import RuleBroken
from accounts.models import User
from accounts.services import database_copies
from accounts.services.database_copies import (
    count_rows,
    dump_database,
    holds_anything,
    load_database,
)
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_database_without_people_holds_nothing_yet():
    assert not holds_anything()
    make_user()
    assert holds_anything()


def test_rows_are_counted_for_every_table():
    make_user()
    counts = count_rows()
    assert counts["accounts_user"] == 1
    assert counts["django_migrations"] > 0


def test_the_copy_brings_back_what_was_there(tmp_path):
    kept = make_user("Li Na")
    counted = dump_database(tmp_path / "database.dump")
    kept.name = "Somebody else"
    kept.save()
    make_user("Came later")

    load_database(tmp_path / "database.dump")

    assert [user.name for user in User.objects.all()] == ["Li Na"]
    assert counted == count_rows()
    assert make_user("Comes next").pk > kept.pk


def test_a_damaged_copy_leaves_all_as_it_was(tmp_path):
    make_user("Li Na")
    copy = tmp_path / "database.dump"
    dump_database(copy)
    content = copy.read_bytes()
    copy.write_bytes(content[: len(content) // 2])
    make_user("Came later")

    with pytest.raises(RuleBroken, match="nothing was changed"):
        load_database(copy)

    assert sorted(user.name for user in User.objects.all()) == ["Came later", "Li Na"]


def test_a_copy_that_waits_for_ever_is_given_up(monkeypatch):
    look = database_copies._within(-1)
    look(sqlite3.SQLITE_DONE, 0, 10)
    with pytest.raises(RuleBroken, match="locked"):
        look(sqlite3.SQLITE_BUSY, 10, 10)


def test_a_program_that_is_missing_is_named(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda program: None)
    with pytest.raises(
        RuleBroken, match="pg_dump is missing: install the package postgresql-client"
    ):
        database_copies._run_alone("pg_dump")


@pytest.mark.postgres
def test_postgresql_keeps_its_guard_over_the_audit_trail(tmp_path):
    dump_database(tmp_path / "database.dump")
    load_database(tmp_path / "database.dump")
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        assert ("accounts_auditentry_append_only",) in cursor.fetchall()


@pytest.mark.postgres
def test_no_password_stands_in_a_command(monkeypatch):
    commands = []
    monkeypatch.setattr(
        database_copies,
        "_run_alone",
        lambda *words, environment: commands.append((words, environment)),
    )
    database_copies._run("pg_dump")
    ((words, environment),) = commands
    password = connection.settings_dict["PASSWORD"]
    assert environment["PGPASSWORD"] == password
    assert password not in " ".join(words)
