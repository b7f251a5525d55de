"""Status entries and bitstring lists made to deceive: each with its reason, and no private address is ever asked."""

from __future__ import annotations

import base64
import gzip
import zlib
from datetime import timedelta
from typing import Any

import pytest

from tanym.core.credentials.status.bitstring import status_list_credential
from tests.core.credentials.cast import INDEX, ISSUER, LIST, NOW, World, world
from tests.core.credentials.siblings.forging import ABSENT, GOOD, PUBLISHED, changed, reason, resigned

ENTRY = GOOD["credentialStatus"]
ENTRIES = [
    ("type", [ABSENT, None, 7, []], "structure-invalid"),
    ("type", ["X", "StatusList2021Entry"], "status-type-unsupported"),
    ("type", [["BitstringStatusListEntry"]], "ok"),
    ("type", [["BitstringStatusListEntry", "X"]], "status-entry-malformed"),
    ("statusListIndex", [ABSENT, None, 94566, 94566.5, "94566.0", "094566", " 94566", "9.4566e4", "９４５６６", "-1", "+1", "", "0x1", "1_0", ["1"], True, "99999999999"], "status-entry-malformed"),
    ("statusListIndex", ["131072", "9999999999"], "status-index-out-of-range"),
    ("statusPurpose", [ABSENT, None, "", 7, ["revocation"]], "status-entry-malformed"),
    ("statusPurpose", ["suspension", "refresh", "Revocation"], "status-purpose-mismatch"),
    ("statusListCredential", [ABSENT, None, "", 7, [LIST], {"id": LIST}], "status-entry-malformed"),
    ("statusListCredential", ["https://kokzhar.example/other", f"{LIST}?x=1"], "status-unavailable"),
    ("statusListCredential", ["/status/1", "http://kokzhar.example/1", "https://10.0.0.1/x", "https://[::1]/x", "https://localhost/x", "https://2130706433/x", "file:///x", "data:application/json,{}", "ftp://kokzhar.example/x", f"{LIST}#x", "https://kokzhar.example@evil.example/x", "https://evil.example\\@kokzhar.example/x", "https://kokzhar.example:8443/x"], "url-not-allowed"),
    ("id", ["x", 7, None], "status-entry-malformed"),
    ("statusSize", [2, "1", 0, True, None, 1.5], "status-entry-malformed"),
    ("statusSize", [9, 2**40], "status-type-unsupported"),
]  # fmt: skip


@pytest.mark.parametrize(("member", "values", "wanted"), ENTRIES)
def test_an_entry_names_one_place_in_one_list(member: str, values: list[Any], wanted: str) -> None:
    network = World(PUBLISHED)
    found = [reason(resigned(changed(f"credentialStatus/{member}", value)), network) for value in values]
    assert found == [wanted] * len(values)
    if wanted == "url-not-allowed":
        assert not set(values) & set(network.asked)


OTHER = {**ENTRY, "statusListIndex": "5"}


@pytest.mark.parametrize(
    ("entries", "wanted"),
    [
        ([OTHER], "ok"),
        ([OTHER, ENTRY], "revoked"),
        ([ENTRY, OTHER], "revoked"),
        ([{**ENTRY, "statusListCredential": "https://kokzhar.example/none"}, ENTRY], "revoked"),
        ([OTHER, {**OTHER, "type": "X"}], "status-type-unsupported"),
        ([OTHER, None], "structure-invalid"),
        ([OTHER] * 9, "status-entry-malformed"),
    ],
)
def test_of_several_entries_the_worst_counts(entries: list[Any], wanted: str) -> None:
    assert reason(resigned(changed("credentialStatus", entries)), world(marked=(INDEX,))) == wanted


def listed(path: str, value: Any) -> World:
    """The network with Kokzhar's list changed in one place and signed again."""
    made = status_list_credential(
        address=LIST, issuer=ISSUER, purpose="revocation", marked=(), valid_from=NOW - timedelta(minutes=2)
    )
    network = World(PUBLISHED)
    network.documents[LIST] = resigned(changed(path, value, made))
    return network


def packed(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


BITS = gzip.compress(bytes(16_384))
LISTS = [
    ("credentialSubject/encodedList", [ABSENT, None, 7, "", "u", f"z{packed(BITS)}", f"m{packed(BITS)}", packed(BITS), f"u{packed(BITS)[:-4]}", f"u{packed(BITS)}AAAA", f"u{packed(BITS + BITS)}", f"u{packed(zlib.compress(bytes(16_384)))}", [f"u{packed(BITS)}"]], "status-list-invalid"),
    ("credentialSubject/encodedList", [f"u{packed(gzip.compress(bytes(16_383)))}"], "status-list-too-short"),
    ("credentialSubject/encodedList", [f"u{packed(gzip.compress(bytes(2 ** 21 + 1)))}"], "status-list-too-large"),
    ("credentialSubject/encodedList", [f"u{packed(BITS)}"], "ok"),
    ("credentialSubject/statusPurpose", [ABSENT, None, "suspension", [], 7], "status-purpose-mismatch"),
    ("credentialSubject/statusPurpose", [["revocation"], ["suspension", "revocation"]], "ok"),
    ("credentialSubject/type", [ABSENT, None, "X"], "status-list-invalid"),
    ("credentialSubject", [[], None, "x", [{}], {}], "status-list-invalid"),
    ("type", [["VerifiableCredential"], ["BitstringStatusListCredential"], None], "status-list-invalid"),
    ("id", ["https://kokzhar.example/status/2", None, 7], "status-list-invalid"),
    ("@context", [[], None, ["https://evil.example"]], "status-list-invalid"),
    ("issuer", [ABSENT, None, "did:web:other.example", {"id": "did:web:other.example"}], "status-list-untrusted"),
    ("validUntil", ["2026-11-21T10:41:59Z"], "status-list-expired"),
    ("validUntil", [None, "x"], "status-list-invalid"),
    ("validFrom", ["2027-01-01T00:00:00Z", "x"], "status-list-invalid"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "values", "wanted"), LISTS)
def test_a_list_is_a_credential_of_the_same_issuer(path: str, values: list[Any], wanted: str) -> None:
    assert [reason(GOOD, listed(path, value)) for value in values] == [wanted] * len(values)


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"null", b"\xff", b"x.y.z", b"{", b"<html>", b'{"id":1,"id":1}', b"[" * 100],
    ids=repr,
)
def test_what_is_no_list_says_nothing(data: bytes) -> None:
    network = World(PUBLISHED)
    network.documents[LIST] = data
    assert reason(GOOD, network) == "status-list-invalid"
