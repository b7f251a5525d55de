"""Token status lists: packed and read back, and a list that cannot be believed says nothing."""

from __future__ import annotations

import zlib
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.credentials.keys import base64url_text
from tanym.core.credentials.proofs.token import compact
from tanym.core.credentials.status.token_list import BITS, pack, read_claim, unpack, value_at
from tanym.core.kernel.errors import InvalidValue
from tests.core.credentials.cast import NOW, World, verified
from tests.core.credentials.selective import (
    KEY,
    KID,
    LIST,
    PLACE,
    SITE,
    STRANGER,
    credential,
    listed,
    network,
)


def judged(status: str | bytes | None = None, **changes: Any) -> str:
    """`ok`, or why Aigul's credential is refused with this list."""
    world = network(**changes)
    if status is not None:
        world.documents[LIST] = status.encode() if isinstance(status, str) else status
    return verified(credential().encode(), world).judged().reason.removeprefix("credential.") or "ok"


@given(st.sampled_from(BITS), st.dictionaries(st.integers(0, 4095), st.integers(1, 255), max_size=20))
def test_what_is_packed_is_read_back(bits: int, values: dict[int, int]) -> None:
    held = {index: value % (1 << bits) for index, value in values.items()}
    claim = {"bits": bits, "lst": pack(held, 4096, bits)}
    for index in {*range(0, 4096, 97), *held}:
        assert value_at(claim, index) == held.get(index, 0)


def test_the_example_of_the_specification_is_read() -> None:
    claim = {"bits": 1, "lst": "eNrbuRgAAhcBXQ"}
    assert [value_at(claim, index) for index in range(16)] == [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1]


def test_the_bits_run_the_other_way_than_in_a_bitstring_list() -> None:
    assert unpack(pack({0: 1}, 8)) == b"\x01"


@pytest.mark.parametrize("index", [-1, 8])
def test_nothing_is_written_outside_the_list(index: int) -> None:
    with pytest.raises(InvalidValue):
        pack({index: 1}, 8)


@pytest.mark.parametrize(("value", "bits"), [(2, 1), (4, 2), (-1, 2), (0, 3), (0, 16)])
def test_no_value_is_written_that_the_bits_cannot_hold(value: int, bits: int) -> None:
    with pytest.raises(InvalidValue):
        pack({0: value}, 8, bits)


@pytest.mark.parametrize(
    ("value", "reason"), [(0, "ok"), (1, "revoked"), (2, "suspended"), (3, "status-purpose-unknown")]
)
def test_the_list_tells_of_this_place(value: int, reason: str) -> None:
    assert judged(listed({PLACE: value, PLACE - 1: 1, PLACE + 1: 2})) == reason


def raw(claims: dict[str, Any] | None = None, header: dict[str, Any] | None = None, key: Any = KEY) -> str:
    said = {"sub": LIST, "iat": int(NOW.timestamp()), "status_list": {"bits": 1, "lst": pack({}, 2048)}}
    head = {"typ": "statuslist+jwt", "kid": KID} | (header or {})
    kept = {name: value for name, value in (said | (claims or {})).items() if value is not None}
    return compact({name: value for name, value in head.items() if value is not None}, kept, key)


BOMB = base64url_text(zlib.compress(b"\0" * 64 * 1024 * 1024, 9))
FUTURE = int((NOW + timedelta(hours=1)).timestamp())


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({}, "ok"),
        ({"iss": SITE, "ttl": 60, "exp": FUTURE}, "ok"),
        ({"sub": f"{LIST}/"}, "status-list-invalid"),
        ({"sub": None}, "status-list-invalid"),
        ({"iat": None}, "status-list-invalid"),
        ({"iat": FUTURE}, "status-list-invalid"),
        ({"iat": "now"}, "status-list-invalid"),
        ({"nbf": FUTURE}, "status-list-invalid"),
        ({"exp": int(NOW.timestamp())}, "status-list-expired"),
        ({"exp": "later"}, "status-list-invalid"),
        ({"ttl": 0}, "status-list-invalid"),
        ({"ttl": "60"}, "status-list-invalid"),
        ({"ttl": True}, "status-list-invalid"),
        ({"iss": "https://other.example"}, "status-list-untrusted"),
        ({"status_list": None}, "status-list-invalid"),
        ({"status_list": []}, "status-list-invalid"),
        ({"status_list": {"bits": 3, "lst": pack({}, 2048)}}, "status-list-invalid"),
        ({"status_list": {"bits": "1", "lst": pack({}, 2048)}}, "status-list-invalid"),
        ({"status_list": {"bits": True, "lst": pack({}, 2048)}}, "status-list-invalid"),
        ({"status_list": {"bits": 1.0, "lst": pack({}, 2048)}}, "status-list-invalid"),
        ({"status_list": {"lst": pack({}, 2048)}}, "status-list-invalid"),
        ({"status_list": {"bits": 1}}, "status-list-invalid"),
        ({"status_list": {"bits": 1, "lst": 7}}, "status-list-invalid"),
        ({"status_list": {"bits": 1, "lst": "***"}}, "status-list-invalid"),
        ({"status_list": {"bits": 1, "lst": pack({}, 2048)[:-8]}}, "status-list-invalid"),
        ({"status_list": {"bits": 1, "lst": base64url_text(b"plain")}}, "status-list-invalid"),
        ({"status_list": {"bits": 1, "lst": base64url_text(zlib.compress(bytes(256)) + b"more")}}, "status-list-invalid"),
        ({"status_list": {"bits": 1, "lst": BOMB}}, "status-list-too-large"),
        ({"status_list": {"bits": 1, "lst": pack({}, PLACE // 8 * 8)}}, "status-index-out-of-range"),
    ],
)  # fmt: skip
def test_a_list_is_believed_only_whole_and_in_force(claims: dict[str, Any], reason: str) -> None:
    assert judged(raw(claims)) == reason


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ({"typ": "JWT"}, "status-list-invalid"),
        ({"typ": "dc+sd-jwt"}, "status-list-invalid"),
        ({"typ": None}, "status-list-invalid"),
        ({"alg": "none"}, "status-list-invalid"),
        ({"crit": ["x"]}, "status-list-invalid"),
        ({"jku": "https://evil.example"}, "status-list-invalid"),
        ({"kid": "key-2"}, "status-list-invalid"),
    ],
)
def test_a_list_is_a_token_of_its_own_kind(header: dict[str, Any], reason: str) -> None:
    assert judged(raw(header=header)) == reason


def test_nobody_but_the_issuer_keeps_the_list() -> None:
    assert judged(raw(key=STRANGER)) == "status-list-invalid"
    assert judged(raw()[:-6] + "AAAAAA") == "status-list-invalid"


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"\x00\xff", b"a.b.c", credential().split("~")[0].encode()], ids=range(5)
)
def test_what_is_no_list_says_nothing(data: bytes) -> None:
    assert judged(data) == "status-list-invalid"


def test_a_list_that_does_not_come_leaves_the_status_open() -> None:
    world = network()
    del world.documents[LIST]
    assert verified(credential().encode(), world).judged().reason == "credential.status-unavailable"


@pytest.mark.parametrize(
    "place",
    [
        {"idx": 1234.0, "uri": LIST},
        {"idx": "1234", "uri": LIST},
        {"idx": True, "uri": LIST},
        {"idx": -1, "uri": LIST},
        {"idx": None, "uri": LIST},
        {"uri": LIST},
        {"idx": 1},
        {"idx": 1, "uri": ""},
        {"idx": 1, "uri": "/status/1"},
        {"idx": 1, "uri": [LIST]},
        [],
        "1234",
        None,
    ],
)
def test_a_place_is_a_whole_number_in_a_list_with_an_address(place: Any) -> None:
    with pytest.raises(InvalidValue) as refused:
        read_claim(place)
    assert refused.value.code == "credential.status-entry-malformed"
    text = credential(status={"status_list": place})
    assert verified(text.encode(), network()).judged().reason == "credential.status-entry-malformed"


@pytest.mark.parametrize(
    "uri",
    ["http://kokzhar.example/1", "file:///etc/passwd", "https://169.254.169.254/1", "https://localhost/1"],
)
def test_no_private_address_is_asked_for_a_list(uri: str) -> None:
    world: World = network()
    text = credential(status={"status_list": {"idx": 1, "uri": uri}})
    assert verified(text.encode(), world).judged().reason == "credential.url-not-allowed"
    assert uri not in world.asked
