"""A webhook never leads into a private network: not by number, not by name, not by a number in disguise."""

import ipaddress
import socket

import pytest

from accounts.errors import RuleBroken
from accounts.services.webhook_addresses import (
    AddressRefused,
    Target,
    addresses_of,
    check_url,
    may_be_called,
    target_of,
)

PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "ff02::1",
    "::ffff:10.0.0.1",
    "::ffff:127.0.0.1",
    "::10.0.0.1",
    "64:ff9b::10.0.0.1",
    "64:ff9b:1::10.0.0.1",
    "2002:0a00:0001::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
]
PUBLIC = ["93.184.215.14", "8.8.8.8", "::ffff:8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_refused(address):
    assert not may_be_called(ipaddress.ip_address(address))
    shown = f"[{address}]" if ":" in address else address
    with pytest.raises(RuleBroken) as refused:
        check_url(f"https://{shown}/hooks")
    assert refused.value.code == "webhook_address_refused"


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_may_be_called(address):
    assert may_be_called(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0x7f.1", "localhost", "0"]
)
def test_numbers_in_disguise_are_refused_when_they_are_looked_up(host):
    with pytest.raises(AddressRefused):
        addresses_of(Target(True, host, 443, "/"))


def test_one_private_address_among_public_ones_refuses_the_host(monkeypatch):
    """A name may lead to several places, and to other ones each time."""
    answers = ["93.184.215.14", "10.0.0.1"]

    def looked_up(host, port, **kwargs):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in answers]

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    target = target_of("https://rebinding.example.org/")
    with pytest.raises(AddressRefused):
        addresses_of(target)
    answers.pop()
    assert addresses_of(target) == ["93.184.215.14"]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hooks",
        "http://example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "https:///hooks",
        "https://name:password@example.org/",
        "https://example.org:0/",
        "https://example.org:99999/",
        "https://example.org:port/",
        "https://example.org/a b",
        "https://example.org/\r\nX: y",
        "https://ex\0ample.org/",
        "https://[::1/",
        f"https://{'a' * 70}.example.org/",
        "https://例子.example/",
    ],
)
def test_other_addresses_are_malformed(url):
    with pytest.raises(RuleBroken) as refused:
        check_url(url)
    assert refused.value.code == "webhook_url_malformed"


def test_target_of_takes_an_address_apart():
    assert target_of("https://example.org") == Target(True, "example.org", 443, "/")
    assert target_of("https://Example.org:8443/a/b?c=d#e") == Target(
        True, "example.org", 8443, "/a/b?c=d"
    )
