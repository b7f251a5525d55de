"""Lists of statuses: the published list, the order of bits, and lists made to hurt."""

from __future__ import annotations

import base64
import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanym.core.credentials.status.bitstring import (
    MAX_BYTES,
    MIN_ENTRIES,
    StatusEntry,
    pack,
    read_entry,
    status_list_credential,
    unpack,
    value_at,
)
from tanym.core.kernel.errors import InvalidValue
from tests.core.credentials.cast import ISSUER, LIST, NOW

PUBLISHED = (
    "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"  # Bitstring Status List, 4.1
)


def listed(*marked: int, purpose: str = "revocation") -> dict[str, object]:
    return status_list_credential(address=LIST, issuer=ISSUER, purpose=purpose, marked=marked, valid_from=NOW)


def packed(bits: bytes) -> str:
    return "u" + base64.urlsafe_b64encode(gzip.compress(bits, mtime=0)).rstrip(b"=").decode()


def test_the_published_list_holds_131072_zeros() -> None:
    assert unpack(PUBLISHED) == bytes(MIN_ENTRIES // 8)


@settings(max_examples=25, deadline=None)
@given(st.sets(st.integers(0, MIN_ENTRIES - 1), max_size=20), st.integers(0, MIN_ENTRIES - 1))
def test_a_place_is_marked_if_and_only_if_it_was_marked(marked: set[int], index: int) -> None:
    assert value_at(listed(*marked), StatusEntry(LIST, index)) == int(index in marked)


def test_the_first_place_is_the_left_most_bit() -> None:
    assert unpack(pack([0]))[0] == 0b1000_0000
    assert unpack(pack([7]))[0] == 0b0000_0001


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (PUBLISHED[1:], "status-list-invalid"),
        ("u!!!!", "status-list-invalid"),
        ("uAAAA", "status-list-invalid"),
        (None, "status-list-invalid"),
        (packed(bytes(100)), "status-list-too-short"),
        (packed(bytes(MAX_BYTES + 1)), "status-list-too-large"),
        (PUBLISHED[:-8], "status-list-invalid"),
        (packed(bytes(MIN_ENTRIES // 8)) + "AAAA", "status-list-invalid"),
    ],
)
def test_a_bad_list_is_refused(text: object, code: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        unpack(text)
    assert refused.value.code == f"credential.{code}"


@pytest.mark.parametrize(
    "change",
    [
        {"statusListIndex": 5},
        {"statusListIndex": "-1"},
        {"statusListIndex": "5.0"},
        {"statusListIndex": "٥"},
        {"statusListIndex": "007"},
        {"statusListIndex": ""},
        {"statusPurpose": None},
        {"statusListCredential": 7},
        {"statusSize": 2},
        {"statusSize": 0},
        {"statusSize": -1},
        {"statusSize": 1.0},
        {"statusSize": "2"},
        {"statusSize": True},
        {"statusSize": 2, "statusMessage": []},
        {"statusSize": 2, "statusMessage": [{"status": "0x0", "message": "a"}] * 4},
        {"statusSize": 2, "statusMessage": [{"status": f"0x{n}", "message": 7} for n in range(4)]},
        {"statusSize": 2, "statusMessage": [{"status": [], "message": "a"}] * 4},
        {"statusListIndex": "5\n"},
        {"type": "Other"},
    ],
)
def test_a_malformed_entry_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(InvalidValue) as refused:
        read_entry({**StatusEntry(LIST, 5).document(), **change})
    assert refused.value.code == "credential.status-entry-malformed"


def test_the_purpose_of_list_and_entry_agree() -> None:
    with pytest.raises(InvalidValue) as refused:
        value_at(listed(5, purpose="suspension"), StatusEntry(LIST, 5))
    assert refused.value.code == "credential.status-purpose-mismatch"


def test_a_place_beyond_the_list_is_refused() -> None:
    with pytest.raises(InvalidValue) as refused:
        value_at(listed(), StatusEntry(LIST, MIN_ENTRIES))
    assert refused.value.code == "credential.status-index-out-of-range"


def test_a_short_list_is_never_made() -> None:
    with pytest.raises(InvalidValue):
        pack([], entries=1024)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 8), st.integers(0, MIN_ENTRIES - 1), st.data())
def test_a_place_of_several_bits_holds_what_was_put_there(size: int, index: int, data: st.DataObject) -> None:
    value = data.draw(st.integers(0, (1 << size) - 1))
    bits = bytearray(MIN_ENTRIES * size // 8)
    for place, bit in enumerate(f"{value:0{size}b}", index * size):
        bits[place // 8] |= int(bit) << (7 - place % 8)
    document = listed()
    document["credentialSubject"]["encodedList"] = packed(bytes(bits))  # type: ignore[index]
    messages = [{"status": f"{number:#x}", "message": "…"} for number in range(1 << size)]
    said = {**StatusEntry(LIST, index).document(), "statusSize": size, "statusMessage": messages}
    assert value_at(document, read_entry(said)) == value


def test_the_values_of_messages_are_hexadecimal_in_either_case() -> None:
    messages = [{"status": f"0x{number:X}", "message": "…"} for number in range(16)]
    said = {**StatusEntry(LIST, 5).document(), "statusSize": 4, "statusMessage": messages}
    assert read_entry(said).size == 4


def test_a_list_has_places_enough_for_the_size_of_its_entries() -> None:
    with pytest.raises(InvalidValue) as refused:
        value_at(listed(), StatusEntry(LIST, 5, size=2))
    assert refused.value.code == "credential.status-list-too-short"
