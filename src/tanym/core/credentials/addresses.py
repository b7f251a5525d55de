"""Which addresses a verifier may ask at all, judged by their letters alone (the resolved machine is judged later)."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from urllib.parse import SplitResult, urlsplit

from tanym.core.kernel.errors import Refused

_HOST = re.compile(r"^(?=.{1,253}\Z)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+\Z")
_PRIVATE_NAMES = ("localhost", ".localhost", ".local", ".internal", ".home.arpa", ".lan")
MAX_LENGTH = 2048


def check_address(url: str, development: Collection[str] = ()) -> SplitResult:
    """The parts of an address that may be asked: https, port 443, a public host name, no user, no fragment.

    `development` names hosts (`host:port`) that are allowed although they are local; only there http is allowed too.
    Raises `Refused("credential.url-not-allowed")`.
    """
    refused = Refused("credential.url-not-allowed", url=url[:200])
    if (
        len(url) > MAX_LENGTH
        or any(letter <= " " or letter in '\\"<>^`{|}' for letter in url)
        or not url.isascii()
    ):
        raise refused
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise refused from None
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise refused
    if parts.scheme in ("http", "https") and parts.netloc.lower() in development:
        return parts
    if parts.scheme != "https" or port not in (None, 443) or not is_public_name(host):
        raise refused
    return parts


def parts_of(url: str) -> SplitResult:
    """The parts of an address that a stranger wrote; all of them empty where it is none (`https://[`)."""
    try:
        parts = urlsplit(url)
        _ = parts.hostname, parts.port
    except ValueError:
        return urlsplit("")
    return parts


def is_public_name(host: str) -> bool:
    """Whether a host name could be a public one: no number, no local name, at least one dot."""
    if (
        host.endswith(_PRIVATE_NAMES)
        or not _HOST.match(host)
        or not re.search(r"[a-z]", host.rsplit(".", 1)[-1])
    ):
        return False
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return True
    return False


def is_public_machine(address: str) -> bool:
    """Whether a resolved IP address is a public one (no loopback, private, link-local, multicast, mapped or reserved)."""
    try:
        machine = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(machine, ipaddress.IPv6Address):
        inner = machine.ipv4_mapped or machine.sixtofour or (machine.teredo[1] if machine.teredo else None)
        if inner is not None and not inner.is_global:
            return False
        if machine in ipaddress.ip_network("64:ff9b::/96") or machine in ipaddress.ip_network(
            "64:ff9b:1::/48"
        ):
            return False
    return (
        machine.is_global
        and not machine.is_multicast
        and not machine.is_reserved
        and not machine.is_unspecified
    )
