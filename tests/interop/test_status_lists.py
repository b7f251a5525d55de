"""@digitalbazaar/vc-bitstring-status-list (JavaScript): it reads our lists bit by bit, and we read its."""

from __future__ import annotations

from tanym.core.credentials.status import bitstring
from tests.interop.peers import Peers

MARKED = (0, 7, 8, 94_566, 131_071)


def bit(bits: bytes, index: int) -> bool:
    return bool(bits[index // 8] & (0x80 >> index % 8))


def test_both_read_the_bits_of_the_other(peers: Peers) -> None:
    asked = [*MARKED, 1, 9, 94_565, 94_567, 131_070]
    expected = [index in MARKED for index in asked]
    ours = bitstring.pack(MARKED)
    question = {"task": "read", "encodedList": ours, "indexes": asked}
    assert peers.run("status_list.mjs", question) == expected
    theirs = peers.run("status_list.mjs", {"task": "write", "indexes": [*MARKED], "length": 131_072})
    read = bitstring.unpack(theirs)
    assert [bit(read, index) for index in asked] == expected
