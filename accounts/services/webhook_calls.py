"""One call of a webhook: to an address that was checked, within seconds, following nothing."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from typing import NamedTuple

from accounts.choices import DeliveryProblem
from accounts.errors import RuleBroken
from accounts.services.webhook_addresses import AddressRefused, Target, addresses_of, target_of

CONNECT_SECONDS = 5
CALL_SECONDS = 10


class Outcome(NamedTuple):
    """What came of a call: the status that was answered, if any, and what went wrong, if anything."""

    status: int | None
    problem: DeliveryProblem | None


class CheckedConnection(http.client.HTTPConnection):
    """Connects to an address that was looked up and checked before, under the name of the host."""

    def __init__(self, target: Target, address: str) -> None:
        super().__init__(target.host, target.port, timeout=CONNECT_SECONDS)
        self.target, self.address, self.is_cut = target, address, False
        self.default_port = 443 if target.is_https else 80  # left out of the Host header

    def connect(self) -> None:
        place = (self.address, self.target.port)
        self.sock = socket.create_connection(place, timeout=CONNECT_SECONDS)
        if self.target.is_https:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.target.host)

    def cut(self) -> None:
        """End the call from another thread: what waits for bytes gets none."""
        self.is_cut = True
        with contextlib.suppress(AttributeError, OSError):  # not open yet, or closed already
            self.sock.shutdown(socket.SHUT_RDWR)


def call(url: str, body: bytes, headers: Mapping[str, str]) -> Outcome:
    """Post `body`. Only the status of the answer is read; 200 to 299 means that it was taken."""
    try:
        target = target_of(url)
        status = _post(target, addresses_of(target)[0], body, headers)
    except (RuleBroken, AddressRefused):
        return Outcome(None, DeliveryProblem.ADDRESS_REFUSED)
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        return Outcome(None, _problem_of(error))
    if 200 <= status < 300:
        return Outcome(status, None)
    is_redirect = 300 <= status < 400
    return Outcome(status, DeliveryProblem.REDIRECTED if is_redirect else DeliveryProblem.REFUSED)


def _post(target: Target, address: str, body: bytes, headers: Mapping[str, str]) -> int:
    connection = CheckedConnection(target, address)
    # A host that sends a byte now and then would never run into the time of a single read.
    deadline = threading.Timer(CALL_SECONDS, connection.cut)
    deadline.daemon = True
    deadline.start()
    try:
        connection.request("POST", target.path, body=body, headers=dict(headers))
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        raise (TimeoutError() if connection.is_cut else error) from error
    finally:
        deadline.cancel()
        connection.close()
    if connection.is_cut:  # a head that was cut off may still be read as one
        raise TimeoutError
    return status


def _problem_of(error: Exception) -> DeliveryProblem:
    match error:
        case socket.gaierror() | UnicodeError():
            return DeliveryProblem.UNKNOWN_HOST
        case TimeoutError():
            return DeliveryProblem.TIMEOUT
        case ssl.SSLError():
            return DeliveryProblem.INSECURE
        case http.client.HTTPException():
            return DeliveryProblem.MALFORMED
        case _:
            return DeliveryProblem.NO_CONNECTION
