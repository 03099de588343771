"""Who watches the site is answered first, shortly, and told no secret."""

import pytest
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder

from tests.factories import make_user

WATCHED = ["/healthz", "/readyz"]
NOWHERE = "redis://:s3cret@127.0.0.1:1/0"


@pytest.fixture
def no_redis(settings):
    settings.REDIS_URL = ""


@pytest.mark.parametrize("path", WATCHED)
def test_all_is_well(client, db, no_redis, path):
    answer = client.get(path)
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert answer["Content-Type"] == "application/json"
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", WATCHED)
def test_any_host_name_without_tls_and_without_sign_in_is_answered(client, db, settings, path):
    settings.SECURE_SSL_REDIRECT, settings.REDIS_URL = True, ""
    assert client.get(path, headers={"host": "10.0.0.7:8000"}).status_code == 200


@pytest.mark.parametrize("path", WATCHED)
def test_nothing_is_changed_here(client, db, path):
    assert client.post(path).status_code == 405


def test_healthz_asks_no_database_even_with_a_session(client, db, django_assert_num_queries):
    client.force_login(make_user())
    with django_assert_num_queries(0):
        assert client.get("/healthz").status_code == 200


def test_readyz_asks_the_database_for_its_migrations_only(
    client, db, no_redis, django_assert_max_num_queries
):
    client.force_login(make_user())
    with django_assert_max_num_queries(2):  # whether the table is there, and what is in it
        assert client.get("/readyz").status_code == 200


def test_readyz_misses_a_migration(client, db, no_redis):
    MigrationRecorder.Migration.objects.filter(app="accounts", name="0001_initial").delete()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "failing", "failing": ["migrations"]}
    assert answer["Cache-Control"] == "no-store"


def test_readyz_names_a_database_that_does_not_answer_and_no_more(
    client, db, no_redis, monkeypatch
):
    def fail(self):
        raise OperationalError("postgresql://parkpath:s3cret@db/parkpath refused")

    monkeypatch.setattr(MigrationRecorder, "applied_migrations", fail)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["failing"]) == (503, ["database"])
    assert "s3cret" not in answer.content.decode()


def test_readyz_names_a_redis_that_does_not_answer_and_no_more(client, db, settings):
    settings.REDIS_URL = NOWHERE
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["failing"]) == (503, ["redis"])
    assert "s3cret" not in answer.content.decode()


@pytest.mark.redis
def test_readyz_reaches_a_real_redis(client, db, settings):
    assert settings.REDIS_URL
    assert client.get("/readyz").status_code == 200
