"""Puts pages under load: a web server of its own, and clients that ask again as soon as they are answered."""

from __future__ import annotations

import contextlib
import http.client
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

HOST = "127.0.0.1"
PATIENCE_SECONDS = 60
GRANIAN = ("-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "2")
QUIET = ("--no-ws", "--log-level", "warning")


@contextlib.contextmanager
def web_server(port: int) -> Iterator[None]:
    """Serve the site as in production: two workers with two threads each."""
    command = [
        sys.executable,
        *GRANIAN,
        *QUIET,
        "--host",
        HOST,
        "--port",
        str(port),
        "config.wsgi:application",
    ]
    with subprocess.Popen(command) as server:
        try:
            _wait(port)
            yield
        finally:
            server.terminate()


def _wait(port: int) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            _get(http.client.HTTPConnection(HOST, port, timeout=5), "/sign-in/", "")
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def _get(client: http.client.HTTPConnection, address: str, cookie: str) -> float:
    """Ask once; return how long the whole answer took in seconds."""
    began = time.perf_counter()
    client.request("GET", address, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
    answer = client.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{address} answers {answer.status}.")
    return time.perf_counter() - began


def seconds_under_load(
    port: int, addresses: Sequence[str], cookie: str, *, clients: int, each: int
) -> list[float]:
    """Return the times of all answers while `clients` ask a page `each` times, after a round to warm up.

    The addresses are taken in turn: as many as there are clients, each keeps to its own.
    """

    def ask(number: int) -> list[float]:
        client = http.client.HTTPConnection(HOST, port, timeout=PATIENCE_SECONDS)
        turns = [addresses[(number + clients * turn) % len(addresses)] for turn in range(each + 1)]
        _get(client, turns[0], cookie)
        return [_get(client, address, cookie) for address in turns[1:]]

    with ThreadPoolExecutor(clients) as pool:
        return [one for times in pool.map(ask, range(clients)) for one in times]


def p95(times: Sequence[float]) -> float:
    """Return the time within which 95 of 100 answers came."""
    return sorted(times)[max(len(times) * 95 // 100 - 1, 0)]
