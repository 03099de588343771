"""Who the tests of accounts are about, and a hand that changes rows behind the application's back."""

import pytest
from django.db import connection

from accounts.choices import Event
from accounts.services.webhooks import create_webhook
from tests.accounts.webhook_host import listening
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


@pytest.fixture
def host(settings):
    """A host of our own, which webhooks may call in this test only."""
    settings.WEBHOOK_ALLOW_HTTP = settings.WEBHOOK_ALLOW_PRIVATE = True
    with listening() as host:
        yield host


@pytest.fixture
def webhook(person):
    """A webhook of the person, told of every event."""
    made, _secret = create_webhook(person, url="https://example.org/hooks", events=Event.values)
    return made
