"""A call goes to a real host of this machine, where the settings of the test let it; elsewhere it is refused."""

import socket
import ssl
import threading
from contextlib import suppress

import pytest

from accounts.choices import DeliveryProblem
from accounts.services import webhook_calls
from accounts.services.webhook_calls import call


def send(url):
    return call(url, b'{"event": "run_done"}', {"Content-Type": "application/json"})


@pytest.fixture
def answering(settings):
    """Return a function that gives the address of a host which sends `content` to whoever calls and then waits."""
    settings.WEBHOOK_ALLOW_HTTP = settings.WEBHOOK_ALLOW_PRIVATE = True
    servers, threads = [], []

    def serve(server, content, drips):
        peer, _address = server.accept()
        with peer:
            peer.recv(65_536)
            peer.sendall(content)
            with suppress(OSError):
                while drips and not drips.wait(0.02):
                    peer.sendall(b"x")

    def made(content, drips=None, scheme="http"):
        server = socket.create_server(("127.0.0.1", 0))
        thread = threading.Thread(target=serve, args=[server, content, drips])
        thread.start()
        servers.append(server)
        threads.append(thread)
        return f"{scheme}://127.0.0.1:{server.getsockname()[1]}/"

    yield made
    for thread in threads:
        thread.join(timeout=5)
    for server in servers:
        server.close()


def test_a_call_posts_the_body_under_the_name_of_the_host(host):
    assert send(host.url) == (200, None)
    ((path, headers, body),) = host.taken
    assert (path, body) == ("/hooks?of=parks", b'{"event": "run_done"}')
    assert headers["Host"] == f"127.0.0.1:{host.port}"
    assert headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("status", [201, 202, 204, 299])
def test_a_call_is_taken_with_any_answer_of_the_two_hundreds(host, status):
    host.status = status
    assert send(host.url) == (status, None)


@pytest.mark.parametrize("status", [400, 404, 410, 500, 503])
def test_a_call_is_refused_with_an_error(host, status):
    host.status = status
    assert send(host.url) == (status, DeliveryProblem.REFUSED)


def test_a_redirect_is_not_followed(host):
    host.status, host.headers = 302, {"Location": f"http://127.0.0.1:{host.port}/inside"}
    assert send(host.url) == (302, DeliveryProblem.REDIRECTED)
    assert len(host.taken) == 1


def test_nothing_private_is_called_as_the_site_is_installed(host, settings):
    """The host listens; without the setting of the tests it hears nothing."""
    settings.WEBHOOK_ALLOW_PRIVATE = False
    for name in ("127.0.0.1", "localhost", "2130706433", "[::1]", "[::ffff:127.0.0.1]"):
        url = f"http://{name}:{host.port}/"
        assert send(url) == (None, DeliveryProblem.ADDRESS_REFUSED), name
    assert host.taken == []


def test_http_is_refused_as_the_site_is_installed(host, settings):
    settings.WEBHOOK_ALLOW_HTTP = False
    assert send(host.url) == (None, DeliveryProblem.ADDRESS_REFUSED)
    assert host.taken == []


def test_the_address_that_was_checked_is_the_one_that_is_called(host, monkeypatch):
    """A name that leads elsewhere a moment later is not asked a second time."""
    asked = []

    def looked_up(name, port, *args, **kwargs):
        asked.append(name)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    assert send(f"http://hooks.example.org:{host.port}/")[0] == 200
    assert host.taken[0][1]["Host"] == f"hooks.example.org:{host.port}"
    assert set(asked) - {"127.0.0.1"} == {"hooks.example.org"}
    assert asked.count("hooks.example.org") == 1


def test_a_host_without_a_name_is_unknown(host, monkeypatch):
    def unknown(*args, **kwargs):
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert send("https://nowhere.example.org/") == (None, DeliveryProblem.UNKNOWN_HOST)


def test_a_closed_port_gives_no_connection(host):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert send(f"http://127.0.0.1:{port}/") == (None, DeliveryProblem.NO_CONNECTION)


def test_what_is_not_http_is_malformed(answering):
    assert send(answering(b"hello\r\n\r\n")) == (None, DeliveryProblem.MALFORMED)


def test_a_host_that_says_nothing_times_out(host, monkeypatch):
    monkeypatch.setattr(webhook_calls, "CONNECT_SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        assert send(url) == (None, DeliveryProblem.TIMEOUT)


def test_a_host_that_sends_a_byte_now_and_then_is_cut_off(answering, monkeypatch):
    monkeypatch.setattr(webhook_calls, "CALL_SECONDS", 0.3)
    for head in (b"HTTP/1.1 200 OK\r\nX-Long: ", b"HTTP/1.1 2"):
        drips = threading.Event()
        outcome = send(answering(head, drips=drips))
        drips.set()
        assert outcome == (None, DeliveryProblem.TIMEOUT)


def test_a_certificate_that_is_not_valid_is_insecure(answering, monkeypatch):
    def refused(self, *args, **kwargs):
        assert kwargs["server_hostname"] == "127.0.0.1"
        raise ssl.SSLCertVerificationError("self-signed")

    monkeypatch.setattr(ssl.SSLContext, "wrap_socket", refused)
    assert send(answering(b"", scheme="https")) == (None, DeliveryProblem.INSECURE)


def test_what_is_no_tls_is_insecure(answering):
    assert send(answering(b"HTTP/1.1 200 OK\r\n\r\n", scheme="https")) == (
        None,
        DeliveryProblem.INSECURE,
    )
