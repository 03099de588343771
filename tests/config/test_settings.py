"""Settings come from the environment; a malformed value stops the start with its name."""

import runpy
from pathlib import Path

import pytest
from environs import EnvError

FOLDER = Path(__file__).parents[2] / "config" / "settings"
COMPLETE = {
    "SECRET_KEY": "x" * 50,
    "ALLOWED_HOSTS": "parkpath.example.org",
    "EMAIL_URL": "smtp://mail.example.org:25",
    "DEFAULT_FROM_EMAIL": "parkpath@example.org",
}


@pytest.fixture
def settings_of(monkeypatch):
    """Return what a file of settings says in an environment."""

    def read(name, **environment):
        for key, value in (COMPLETE | environment).items():
            monkeypatch.setenv(key, value)
        return runpy.run_path(str(FOLDER / f"{name}.py"))

    return read


@pytest.mark.parametrize("missing", COMPLETE)
def test_production_does_not_start_without(missing, settings_of, monkeypatch):
    settings_of("production")
    monkeypatch.delenv(missing)
    with pytest.raises(EnvError, match=missing):
        runpy.run_path(str(FOLDER / "production.py"))


@pytest.mark.parametrize(
    ("file", "name", "value"),
    [
        ("production", "SECRET_KEY", ""),
        ("production", "SECRET_KEY", "too-short"),
        ("production", "ALLOWED_HOSTS", ""),
        ("production", "ALLOWED_HOSTS", "parkpath.example.org,,"),
        ("production", "EMAIL_URL", "smpt://mail.example.org"),
        ("production", "EMAIL_URL", ""),
        ("production", "DEFAULT_FROM_EMAIL", ""),
        ("production", "CSRF_TRUSTED_ORIGINS", "parkpath.example.org"),
        ("production", "SECURE_SSL_REDIRECT", "perhaps"),
        ("production", "SECURE_HSTS_SECONDS", "a year"),
        ("database", "DATABASE_URL", ""),
        ("database", "DATABASE_URL", "somewhere"),
        ("database", "DATABASE_URL", "mysql://localhost/parkpath"),
        ("database", "DATABASE_URL", "postgresql://localhost:port/parkpath"),
        ("celery", "REDIS_URL", "somewhere"),
        ("celery", "REDIS_URL", "http://localhost"),
        ("celery", "REDIS_URL", "redis://"),
        ("files", "STORED_FILE_MAX_BYTES", "many"),
        ("files", "STORED_FILE_MAX_BYTES", "0"),
        ("files", "MEDIA_ROOT", ""),
        ("logs", "LOG_LEVEL", "loud"),
    ],
)
def test_a_malformed_value_stops_the_start_with_its_name(file, name, value, settings_of):
    with pytest.raises(EnvError, match=name):
        settings_of(file, **{name: value})


def test_sqlite_is_the_default_and_takes_its_lock_at_once(settings_of, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    database = settings_of("database")["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]


def test_an_address_switches_to_postgresql_and_its_own_options_stay(settings_of):
    url = "postgresql://someone:secret@db.example.org:5433/parkpath?sslmode=verify-full"
    database = settings_of("database", DATABASE_URL=url)["DATABASES"]["default"]
    assert (database["ENGINE"], database["HOST"], database["PORT"]) == (
        "django.db.backends.postgresql",
        "db.example.org",
        5433,
    )
    assert database["OPTIONS"]["sslmode"] == "verify-full"
    assert database["OPTIONS"]["pool"]["max_size"] == 8


def test_tasks_run_at_once_without_redis_and_by_workers_with_it(settings_of, monkeypatch):
    monkeypatch.delenv("REDIS_URL", raising=False)
    alone = settings_of("celery")
    assert alone["CELERY_TASK_ALWAYS_EAGER"]
    assert "locmem" in alone["CACHES"]["default"]["BACKEND"]
    with_redis = settings_of("celery", REDIS_URL="redis://127.0.0.1:6379/3")
    assert not with_redis["CELERY_TASK_ALWAYS_EAGER"]
    assert with_redis["CELERY_BROKER_URL"] == "redis://127.0.0.1:6379/3"
    assert with_redis["CACHES"]["default"]["LOCATION"] == "redis://127.0.0.1:6379/3"


def test_only_json_travels_to_workers(settings_of):
    celery = settings_of("celery")
    assert (celery["CELERY_TASK_SERIALIZER"], celery["CELERY_ACCEPT_CONTENT"]) == ("json", ["json"])


def test_production_speaks_only_over_tls_with_cookies_that_stay_there(settings_of):
    production = settings_of("production")
    assert production["SECURE_SSL_REDIRECT"]
    assert production["SECURE_HSTS_SECONDS"] == 31_536_000
    assert production["SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    for cookie in ("SESSION", "CSRF", "LANGUAGE"):
        assert production[f"{cookie}_COOKIE_SECURE"]
        assert production[f"{cookie}_COOKIE_HTTPONLY"]
    assert not production["DEBUG"]
    assert not production["DEMO"]
