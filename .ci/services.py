"""Runs a command with a PostgreSQL and a Redis server of its own, and stops them however the command ends.

    python .ci/services.py COMMAND …

The command finds the servers in DATABASE_URL and REDIS_URL. A server whose address is already in the
environment is used as it is. The others live in a temporary folder, listen on a free port of the loopback
address and trade safety for speed: they are for tests only.
"""

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

HOST = "127.0.0.1"
PATIENCE_SECONDS = 60
FAST_POSTGRES = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "listen_addresses": HOST,
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def postgres_programs() -> Path:
    """Return the folder of the newest PostgreSQL; Debian keeps its server programs off the PATH."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(versions, key=lambda path: int(path.parts[4].split(".")[0]), default=None)
    found = newest or shutil.which("initdb")
    if not found:
        sys.exit("PostgreSQL is missing: install the package postgresql, or set DATABASE_URL.")
    return Path(found).parent


def server_user() -> str | None:
    """Name whom PostgreSQL runs as: itself refuses root; everybody else runs it as themselves."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def wait_until(is_ready, server: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_ready():
        if server.poll() is not None or time.monotonic() > deadline:
            sys.exit(f"{Path(server.args[0]).name} did not start:\n{log.read_text()}")
        time.sleep(0.05)


@contextlib.contextmanager
def running(command: list[str], log: Path, user: str | None = None) -> Iterator[subprocess.Popen]:
    """Run a server in a session of its own, so that Ctrl-C reaches it through us and not before its clients."""
    with log.open("wb") as output:
        server = subprocess.Popen(
            command, stdout=output, stderr=output, user=user, cwd="/", start_new_session=True
        )
    try:
        yield server
    finally:
        server.send_signal(signal.SIGINT)  # both servers take it as: close connections and end
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


@contextlib.contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """Yield the address of a new, empty PostgreSQL server."""
    programs, user, port = postgres_programs(), server_user(), free_port()
    home, password = folder / "postgres", secrets.token_hex(16)
    home.mkdir()
    password_file = home / "password"
    password_file.touch(mode=0o600)
    password_file.write_text(password)
    if user:
        for path in (home, password_file):
            shutil.chown(path, user)
    data, address = home / "data", f"postgresql://parkpath:{password}@{HOST}:{port}"
    subprocess.run(
        [programs / "initdb", "--pgdata", data, "--username=parkpath", "--auth=scram-sha-256",
         f"--pwfile={password_file}", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"],
        check=True, user=user, cwd="/", stdout=subprocess.DEVNULL,
    )  # fmt: skip
    options = {**FAST_POSTGRES, "port": str(port), "unix_socket_directories": str(home)}
    command = [str(programs / "postgres"), "-D", str(data)]
    command += [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
    log = folder / "postgres.log"
    with running(command, log, user) as server:
        wait_until(
            lambda: _succeeds([programs / "pg_isready", "-q", "-d", f"{address}/postgres"]),
            server,
            log,
        )
        subprocess.run(
            [programs / "createdb", f"--maintenance-db={address}/postgres", "parkpath"], check=True
        )
        yield f"{address}/parkpath"


@contextlib.contextmanager
def redis(folder: Path) -> Iterator[str]:
    """Yield the address of a new, empty Redis server that writes nothing to disk."""
    program, port, home = shutil.which("redis-server"), free_port(), folder / "redis"
    if not program:
        sys.exit("Redis is missing: install the package redis-server, or set REDIS_URL.")
    home.mkdir()
    command = [
        program,
        "--bind",
        HOST,
        "--port",
        str(port),
        "--dir",
        str(home),
        "--save",
        "",
        "--appendonly",
        "no",
    ]
    log = folder / "redis.log"
    with running(command, log) as server:
        wait_until(lambda: _answers_ping(port), server, log)
        yield f"redis://{HOST}:{port}/0"


def _succeeds(command: list[object]) -> bool:
    return subprocess.run(command, check=False, cwd="/").returncode == 0


def _answers_ping(port: int) -> bool:
    try:
        with socket.create_connection((HOST, port), timeout=1) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
    except OSError:
        return False


@contextlib.contextmanager
def services() -> Iterator[dict[str, str]]:
    """Yield the environment in which both servers are reachable."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="parkpath-servers-")))
        folder.chmod(0o711)  # the server's own user must reach its folder below
        environment = dict(os.environ)
        if not environment.get("DATABASE_URL"):
            environment["DATABASE_URL"] = stack.enter_context(postgres(folder))
        if not environment.get("REDIS_URL"):
            environment["REDIS_URL"] = stack.enter_context(redis(folder))
        yield environment


def main(command: list[str]) -> int:
    for wish in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(wish, lambda number, _frame: sys.exit(128 + number))
    with services() as environment:
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
