"""Addresses that a verifier may ask: public https ones, and nothing else."""

from __future__ import annotations

import pytest

from tanym.core.credentials.addresses import check_address, is_public_machine, parts_of
from tanym.core.kernel.errors import Refused


@pytest.mark.parametrize(
    "url",
    [
        "http://issuer.example/1",
        "https://issuer.example:8443/1",
        "https://localhost/1",
        "https://a.localhost/1",
        "https://127.0.0.1/1",
        "https://[::1]/1",
        "https://2130706433/1",
        "https://0x7f.1/1",
        "https://127.1/1",
        "https://printer.local/1",
        "https://metadata.google.internal/1",
        "https://user@issuer.example/1",
        "https://user:word@issuer.example/1",
        "https://issuer.example/1#part",
        "https://issuer.example\\@127.0.0.1/1",
        "https://issuer.example/ 1",
        "https://issuer.example/1\r\nHost: x",
        "https://issuér.example/1",
        "https:///1",
        "https://issuer/1",
        "file:///etc/passwd",
        "ftp://issuer.example/1",
        "https://issuer.example:99999/1",
        "https://issuer.example/" + "a" * 3000,
    ],
)
def test_an_address_that_is_not_public_https_is_refused(url: str) -> None:
    with pytest.raises(Refused) as refused:
        check_address(url)
    assert refused.value.code == "credential.url-not-allowed"


@pytest.mark.parametrize(
    "url", ["https://issuer.example/1?x=2", "https://issuer.example:443/", "https://xn--e1afmkfd.xn--p1ai/1"]
)
def test_a_public_https_address_is_allowed(url: str) -> None:
    assert check_address(url).scheme == "https"


def test_a_named_development_host_is_allowed_and_its_neighbour_is_not() -> None:
    assert check_address("http://localhost:8000/v/1", ["localhost:8000"]).port == 8000
    with pytest.raises(Refused):
        check_address("http://localhost:8001/v/1", ["localhost:8000"])


@pytest.mark.parametrize(
    "machine",
    ["127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1", "255.255.255.255",  # noqa: S104
     "::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1", "nonsense"],
)  # fmt: skip
def test_a_private_machine_is_no_public_machine(machine: str) -> None:
    assert not is_public_machine(machine)


@pytest.mark.parametrize("machine", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_a_public_machine_is_one(machine: str) -> None:
    assert is_public_machine(machine)


@pytest.mark.parametrize(
    "address", ["https://[", "https://[::1", "https://a:b", "https://a:99999/", "https://]["]
)
def test_an_address_that_cannot_be_taken_apart_has_no_parts(address: str) -> None:
    assert parts_of(address).netloc == ""
    assert parts_of("https://kokzhar.example:8443/a").netloc == "kokzhar.example:8443"
