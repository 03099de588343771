"""Which addresses a webhook may have: public hosts over https, so that nobody reaches into our own network through us."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.errors import RuleBroken

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
GLOBAL_IPV6 = ipaddress.IPv6Network("2000::/3")


@dataclass(frozen=True)
class Target:
    """Where to call: the host by its name, and the path with its query."""

    is_https: bool
    host: str
    port: int
    path: str


class AddressRefused(Exception):  # noqa: N818 - the word of the product
    """The host has an address that is not everybody's."""


def target_of(url: str) -> Target:
    """Return where `url` leads, or say what is wrong with it; no name is looked up here."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        host.encode("idna")
    except ValueError as error:
        raise _malformed() from error
    schemes = {"https", "http"} if settings.WEBHOOK_ALLOW_HTTP else {"https"}
    is_written_plainly = url.isascii() and url.isprintable() and " " not in url
    if parts.scheme not in schemes or not host or parts.username is not None or port == 0:
        raise _malformed()
    if not is_written_plainly:
        raise _malformed()
    is_https = parts.scheme == "https"
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(is_https, host, port or (443 if is_https else 80), path)


def check_url(url: str) -> str:
    """Return `url` if it may be a webhook's; names are judged by what they lead to whenever they are called."""
    host = target_of(url).host
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return url
    if not may_be_called(address):
        raise RuleBroken(
            "webhook_address_refused",
            _("This address is inside a private network; webhooks reach public ones only."),
        )
    return url


def addresses_of(target: Target) -> list[str]:
    """Look up the host; a single address among them that is not public refuses them all."""
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not may_be_called(ipaddress.ip_address(address)):
            raise AddressRefused(address)
    return addresses


def may_be_called(address: IPAddress) -> bool:
    """Whether an address is public, by itself and where it stands for an IPv4 address."""
    if settings.WEBHOOK_ALLOW_PRIVATE:
        return True
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return may_be_called(address.ipv4_mapped)
        # Outside of 2000::/3 lie NAT64 and the like; 6to4 and Teredo carry an IPv4 address as well.
        if address not in GLOBAL_IPV6 or address.sixtofour or address.teredo:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _malformed() -> RuleBroken:
    return RuleBroken(
        "webhook_url_malformed",
        _("Write an address such as https://example.org/hooks, without a name or password in it."),
    )
