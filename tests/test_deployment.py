"""The deployment, as far as it can be tried without a container engine: the compose file is sound, and what it starts,
with the environment it sets, becomes healthy by the checks it names, on the tests' own PostgreSQL and Redis."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen
from uuid import uuid4

import pytest
from django.db import connection
from ruamel.yaml import YAML

from config.celery import app as celery_app
from config.request_log import occasion
from tests.conftest import REDIS_URL, database_of_this_process

ROOT = Path(__file__).parent.parent
GIVEN = {
    "SECRET_KEY": "x" * 50,
    "POSTGRES_PASSWORD": "s3cret",
    "ALLOWED_HOSTS": "parkpath.example.org",
    "EMAIL_URL": "smtp://mail.example.org:25",
    "DEFAULT_FROM_EMAIL": "parkpath@example.org",
}
PATIENCE_SECONDS = 60
REQUEST_ID = "proxy-0123456789"


def run(command, environment):
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


# The files


@pytest.fixture(scope="module")
def services(tmp_path_factory):
    """Return the services as the classic docker-compose reads them, with the environment of an installation."""
    program = shutil.which("docker-compose")
    if program is None:
        if os.environ.get("PARKPATH_REQUIRE_SERVERS") == "1":
            pytest.fail("This test needs the program docker-compose.")
        pytest.skip("needs docker-compose")
    given = tmp_path_factory.mktemp("compose") / "env"
    given.write_text("\n".join(f"{name}={value}" for name, value in GIVEN.items()))
    read = run([program, "--env-file", str(given), "config"], {"PATH": os.environ["PATH"]})
    assert (read.returncode, read.stderr) == (0, "")
    return YAML(typ="safe").load(read.stdout.replace("$$", "$"))["services"]


def test_every_service_names_how_its_health_is_seen(services):
    without = {name for name, one in services.items() if "healthcheck" not in one}
    assert without == {"migrate"}  # it ends


def test_what_serves_waits_until_the_migrations_are_done(services):
    for name in ("web", "worker", "beat"):
        waits = {on: how["condition"] for on, how in services[name]["depends_on"].items()}
        assert waits == {
            "migrate": "service_completed_successfully",
            "postgres": "service_healthy",
            "redis": "service_healthy",
        }
    assert set(services["migrate"]["depends_on"]) == {"postgres"}
    assert services["migrate"]["restart"] == "no"


def written_services():
    """Return the services as they are written: each version of docker-compose writes ports and volumes otherwise."""
    return YAML(typ="safe").load((ROOT / "docker-compose.yml").read_text())["services"]


def test_all_that_must_outlive_a_container_lies_in_a_volume():
    volumes = [volume for one in written_services().values() for volume in one["volumes"]]
    held = {volume.split(":")[1] for volume in volumes}
    assert held == {"/srv/evidence", "/srv/backups", "/var/lib/postgresql/data", "/data"}


def test_nothing_listens_to_the_world():
    ports = [port for one in written_services().values() for port in one.get("ports", [])]
    assert len(ports) == 3
    assert [port for port in ports if "127.0.0.1:" not in port] == []


def test_no_file_of_the_deployment_holds_a_secret():
    secret = re.compile(r"^\s*-?\s*\w*(SECRET|PASSWORD)\w*[ ]*[:=][ ]*(.*)$", re.MULTILINE)
    for name in ("Dockerfile", "docker-compose.yml", ".env.example"):
        said = [value.strip('"') for _word, value in secret.findall((ROOT / name).read_text())]
        assert [value for value in said if value and not re.fullmatch(r"\$\{\w+:-\}", value)] == []


def test_every_name_of_the_compose_file_is_explained_in_the_example():
    wanted = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))
    named = set(re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert wanted == named


def test_whatever_a_setting_reads_the_compose_file_hands_on(services):
    settings = (ROOT / "config" / "settings").glob("*.py")
    read = {
        name
        for path in settings
        if path.stem not in {"demo", "test"}
        for name in re.findall(r'\benv\.\w+\(\s*"([A-Z_]+)"', path.read_text())
    }
    for name in ("web", "worker", "beat", "migrate"):
        assert read - set(services[name]["environment"]) == set()


def test_the_image_runs_as_nobody_in_particular_and_holds_what_the_site_needs():
    steps = (ROOT / "Dockerfile").read_text().splitlines()
    assert steps.index("USER parkpath") > max(
        number for number, step in enumerate(steps) if step.startswith(("RUN", "COPY"))
    )
    taken = set(re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE))
    code = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "bench"}
    rest = {"locale", "static", "templates", "manage.py", "pyproject.toml", "requirements.lock"}
    assert taken == code | rest


def test_the_image_by_itself_is_the_web_service(services):
    (said,) = re.findall(r"^CMD (.+)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert json.loads(said) == services["web"]["command"]


# What they start


class Installation:
    """The services of the compose file, run as processes: only what lies elsewhere here is put in its place."""

    def __init__(self, services, folder, database_url):
        self.services, self.folder = services, folder
        self.port = free_port()
        self.broker = re.sub(r"/\d*$", "/15", REDIS_URL)
        self.elsewhere = {
            "DATABASE_URL": database_url,
            "REDIS_URL": self.broker,
            "MEDIA_ROOT": str(folder),
        }

    def environment(self, name):
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        own = {"PATH": path, "HOME": str(self.folder), "HOSTNAME": socket.gethostname()}
        own["PYTHONWARNINGS"] = (
            "ignore:You're running the worker"  # as root, which the image does not
        )
        return {**own, **self.services[name]["environment"], **self.elsewhere}

    def words(self, words):
        """Return a command with the port and the temporary folder of this test."""
        placed = {"0.0.0.0": "127.0.0.1", "8000": str(self.port), "/tmp": str(self.folder)}
        return [re.sub(r"0\.0\.0\.0|\b8000\b|/tmp", lambda m: placed[m[0]], word) for word in words]

    def carry_out(self, name):
        """Carry a service out that ends by itself."""
        command = self.words(self.services[name]["command"])
        return run(command, self.environment(name))

    @contextmanager
    def running(self, name):
        """Run a service until the block ends; yield the file with its lines."""
        log = self.folder / f"{name}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                self.words(self.services[name]["command"]),
                cwd=ROOT,
                env=self.environment(name),
                stdout=output,
                stderr=output,
            )
        try:
            yield log
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=30) == 0, log.read_text()

    def wait_until_healthy(self, name):
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self.is_healthy(name):
            assert time.monotonic() < deadline, (self.folder / f"{name}.log").read_text()

    def is_healthy(self, name):
        kind, *words = self.words(self.services[name]["healthcheck"]["test"])
        command = ["sh", "-c", *words] if kind == "CMD-SHELL" else words
        return run(command, self.environment(name)).returncode == 0


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def lines_of(log):
    """Return all lines of a log, each of which is one object."""
    return [json.loads(line) for line in log.read_text().splitlines()]


@pytest.fixture
def empty_database(transactional_db):
    """Yield the address of a new database beside that of the tests."""
    name = f"deployment_{uuid4().hex[:12]}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    yield re.sub(r"/[^/]+$", f"/{name}", database_of_this_process())
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def installation(services, tmp_path, empty_database):
    return Installation(services, tmp_path, empty_database)


@pytest.mark.redis
def test_every_service_starts_becomes_healthy_once_migrated_and_ends(installation):
    with (
        installation.running("web") as web,
        installation.running("worker") as worker,
        installation.running("beat") as beat,
    ):
        wait_for_line(web, "Started worker-1")
        assert not installation.is_healthy("web")
        migrated = installation.carry_out("migrate")
        assert migrated.returncode == 0, migrated.stderr
        for name in ("web", "worker", "beat"):
            installation.wait_until_healthy(name)

        ask_the_web_for_nothing(installation.port)
        send_a_task(installation.broker)
        wait_for_line(worker, "Audit heads anchored")
        # Read before they end: Celery takes its leave in plain words.
        told_by_web, told_by_worker, told_by_beat = map(lines_of, (web, worker, beat))

    asked = [one for one in told_by_web if one.get("path") == "/api/v1/nothing-here"]
    assert {(one["request_id"], one["status"]) for one in asked} == {(REQUEST_ID, 404)}
    assert {one["logger"] for one in asked} == {"config.request_log", "django.request"}
    (told,) = [one for one in asked if one["logger"] == "config.request_log"]
    assert told["method"] == "GET"
    assert told["duration_ms"] > 0
    (worked,) = [one for one in told_by_worker if one["message"].startswith("Audit heads")]
    assert worked["request_id"] == REQUEST_ID
    assert told_by_beat


def ask_the_web_for_nothing(port):
    """Ask as the proxy does: by the site's name, over TLS, with an id."""
    headers = {
        "Host": "parkpath.example.org",
        "X-Forwarded-Proto": "https",
        "X-Request-ID": REQUEST_ID,
    }
    request = Request(f"http://127.0.0.1:{port}/api/v1/nothing-here?key=secret", headers=headers)
    with pytest.raises(OSError, match="404") as refused:
        urlopen(request)
    with refused.value as answer:
        assert json.load(answer)["request_id"] == REQUEST_ID
        assert answer.headers["X-Request-ID"] == REQUEST_ID


def send_a_task(broker):
    celery_app.conf.task_always_eager = False
    try:
        with occasion(REQUEST_ID), celery_app.connection_for_write(broker) as there:
            celery_app.send_task("accounts.anchor_audit", connection=there)
    finally:
        celery_app.conf.task_always_eager = True


def wait_for_line(log, words):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while words not in log.read_text():
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.05)
