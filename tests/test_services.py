"""The private servers of `make test` answer while the command runs and are gone when it has ended, however it ended."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.postgres

SERVICES = Path(__file__).parent.parent / ".ci" / "services.py"
SAY_AND = "echo $DATABASE_URL $REDIS_URL; "
OWN_SERVERS = {
    name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}
}


def start(command, environment=OWN_SERVERS):
    return subprocess.Popen(
        [sys.executable, SERVICES, "bash", "-c", command],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def is_open(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def ports_in(line):
    return [int(port) for port in re.findall(r"127\.0\.0\.1:(\d+)", line)]


def test_a_failing_command_keeps_its_code_and_leaves_no_server():
    with start(SAY_AND + "exit 7") as running:
        ports = ports_in(running.stdout.readline())
    assert running.returncode == 7
    assert len(ports) == 2
    assert not any(map(is_open, ports))


def test_an_interrupted_run_leaves_no_server():
    with start(SAY_AND + "exec sleep 60") as running:
        ports = ports_in(running.stdout.readline())
        assert all(map(is_open, ports))
        running.send_signal(signal.SIGTERM)
    assert running.returncode == 128 + signal.SIGTERM
    assert not any(map(is_open, ports))


def test_given_servers_are_used_as_they_are():
    given = {**OWN_SERVERS, "DATABASE_URL": "postgresql://given/db", "REDIS_URL": "redis://given/3"}
    began = time.monotonic()
    with start(SAY_AND, given) as running:
        assert running.stdout.read() == "postgresql://given/db redis://given/3\n"
    assert time.monotonic() - began < 5
