"""Who the tests of accounts are about, and a hand that changes rows behind the application's back."""

import pytest
from django.db import connection

from tests.factories import make_user


@pytest.fixture
def person(db):
    return make_user("Li Na", email="li.na@example.org")


@pytest.fixture
def administrator(db):
    return make_user("Sun Wei", email="sun.wei@example.org", is_administrator=True)


@pytest.fixture
def signed_in(client, person):
    client.force_login(person)
    return client


@pytest.fixture
def administration(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def tamper(db):
    """Run SQL as somebody who has the database in his hands: past the guards and the trigger."""

    def run(sql, *values):
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET session_replication_role = replica")
            try:
                cursor.execute(sql, values)
            finally:
                if connection.vendor == "postgresql":
                    cursor.execute("SET session_replication_role = DEFAULT")

    return run
