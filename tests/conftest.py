"""The ground the tests stand on: which servers there are, and a Celery worker that really runs.

A test says what it needs by a marker: ``postgres``, ``redis`` (a Redis server and a worker, which share only
PostgreSQL) or ``browser``, which every test that takes a page has by itself. A test that takes no database is marked
``no_database`` by itself: which one there is makes no difference to it. What is missing skips the test;
under ``make test`` nothing may be missing, so there it fails.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from django.utils import translation
from hypothesis import settings as hypothesis_settings
from xdist.scheduler import LoadScopeScheduling

from config.celery import app as celery_app
from tests.cast import make_cast
from tests.demo_copy import forget_demo
from tests.flushing import quick_flush

# Timings are no tests; and a server that builds every commit must not fail for another day's random case.
hypothesis_settings.register_profile(
    "parkpath", deadline=None, derandomize="CI" in os.environ, print_blob=True
)
hypothesis_settings.load_profile("parkpath")

ROOT = Path(__file__).parent.parent
REDIS_URL = os.environ.get("REDIS_URL", "")
WORKER_PATIENCE_SECONDS = 60


# The demo is played once for all tests of this file, so one process runs them.
TOGETHER = {"tests/assessments/management/test_load_demo.py"}


class OneByOne(LoadScopeScheduling):
    """Each test by itself but for the files that stay together; pytest 9.2 no longer sees the groups of xdist 3.8."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file in TOGETHER else nodeid


def has_postgres() -> bool:
    return connection.vendor == "postgresql"


def has_redis() -> bool:
    return bool(REDIS_URL) and has_postgres()


def has_browser() -> bool:
    return shutil.which("chromium") is not None


# Without one of these or the marker django_db, pytest-django lets a test reach no database.
DATABASE_FIXTURES = {
    "db",
    "transactional_db",
    "django_db_reset_sequences",
    "django_db_serialized_rollback",
    "django_db_setup",
    "live_server",
}
DATABASE_MARKS = {"django_db", "access", "browser", "postgres", "redis"}
NEEDS = {"postgres": has_postgres, "redis": has_redis, "browser": has_browser}


def pytest_configure(config):
    """Keep what a failing browser test leaves in a folder of this process: each empties its own at the start."""
    process = os.environ.get("PYTEST_XDIST_WORKER", "main")
    config.option.output = str(ROOT / "var" / "test-failures" / process)


def pytest_unconfigure(config):
    """What processes of this run share goes with the run, not with the first of them to end."""
    if not hasattr(config, "workerinput"):
        forget_demo()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Say of each test what it stands on."""
    for item in items:
        if "browser" in item.fixturenames:
            item.add_marker("browser")
        marks = {mark.name for mark in item.iter_markers()}
        if not (marks & DATABASE_MARKS or DATABASE_FIXTURES & set(item.fixturenames)):
            item.add_marker("no_database")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Hand out one test after the other, so that no process waits for the other at the end."""
    return OneByOne(config, log)


def pytest_runtest_setup(item):
    for marker, is_there in NEEDS.items():
        if item.get_closest_marker(marker) and not is_there():
            if os.environ.get("PARKPATH_REQUIRE_SERVERS") == "1":
                pytest.fail(f"This test needs what its marker says, and it is not there: {marker}.")
            pytest.skip(f"needs {marker}")


@pytest.fixture(autouse=True)
def _language_is_left_as_it_was():
    """A request in another language leaves it active in its thread; the next test starts in English again."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """End what sessions the threads of live servers and of concurrency tests leave, so that the database can be dropped."""
    with quick_flush():
        yield
    if has_postgres():
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


def database_of_this_process() -> str:
    """Return the address of the database in which this process runs its tests."""
    at = connection.settings_dict
    user, password = quote(at["USER"], safe=""), quote(at["PASSWORD"], safe="")
    return f"postgresql://{user}:{password}@{at['HOST']}:{at['PORT']}/{at['NAME']}"


@pytest.fixture(scope="session")
def worker_process(django_db_setup, tmp_path_factory):
    """One Celery worker per process of the test run, on the same database as its tests."""
    log = tmp_path_factory.mktemp("worker") / "worker.log"
    environment = {
        **os.environ,
        "DATABASE_URL": database_of_this_process(),
    }
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "--concurrency", "1"]
    with log.open("wb") as output:
        worker = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    try:
        wait_for_worker(worker, log)
        yield worker
    finally:
        worker.terminate()
        worker.wait(timeout=30)


def wait_for_worker(worker: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + WORKER_PATIENCE_SECONDS
    while not celery_app.control.ping(timeout=0.3):
        if worker.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"The Celery worker did not start:\n{log.read_text()}")


@pytest.fixture
def celery_worker_process(worker_process, transactional_db, settings):
    """Queue for a real worker instead of running tasks at once; mark the test ``redis``."""
    settings.CELERY_TASK_ALWAYS_EAGER = False
    celery_app.conf.task_always_eager = False
    yield worker_process
    celery_app.conf.task_always_eager = True


@pytest.fixture
def cast(db):
    """The fixed people, parks and regions of the tests."""
    return make_cast()
