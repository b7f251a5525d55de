"""Lists of statuses of sixteen million places: made anew, and with one place changed, as cases to be measured."""

from __future__ import annotations

import base64
import gzip
import random
from collections.abc import Callable
from functools import cache

from bench.timing import Work
from tanym.core.credentials.keys import base64url
from tanym.core.credentials.status.packing import Packing

SIZES = {"1M": 1 << 20, "16M": 1 << 24}
SHARE = 50
"""One place in fifty is marked."""


def zlib_text(bits: bytes) -> str:
    """The list as the standard library makes it, level 6."""
    return base64.urlsafe_b64encode(gzip.compress(bits, 6, mtime=0)).rstrip(b"=").decode("ascii")


def large_list_cases() -> dict[str, Work]:
    """From bits to the text that is signed; what came out is read again by zlib."""
    cases: dict[str, Work] = {}
    for name, entries in SIZES.items():
        bits = _bits(entries)
        for way in (zlib_text, _anew):
            if gzip.decompress(base64url(way(bits))) != bits:
                raise AssertionError("another list")
        cases[f"list: {name}, zlib level 6"] = lambda _, bits=bits: zlib_text(bits)  # type: ignore[misc]
        cases[f"list: Tanym, {name} anew"] = lambda _, bits=bits: _anew(bits)  # type: ignore[misc]
        cases[f"list: Tanym, {name}, one place changed"] = _changing(bits)
    return cases


def sizes() -> str:
    """How long the texts are."""
    rows = []
    for name, entries in SIZES.items():
        ours, theirs = len(_anew(_bits(entries))), len(zlib_text(_bits(entries)))
        rows.append(f"{name}: {ours:,} letters, zlib level 6 {theirs:,} ({ours / theirs:.2f} times as long)")
    return "\n".join(rows)


def _anew(bits: bytes) -> str:
    return Packing().text(bits)


def _changing(bits: bytes) -> Callable[[int], object]:
    packing, kept = Packing(), bytearray(bits)
    packing.text(bits)

    def work(number: int) -> object:
        kept[number * 7919 % len(kept)] ^= 1
        return packing.text(kept)

    return work


@cache
def _bits(entries: int) -> bytes:
    drawn = random.Random(1)  # noqa: S311  # no secret depends on it
    bits = bytearray(entries // 8)
    for index in drawn.sample(range(entries), entries // SHARE):
        bits[index >> 3] |= 0x80 >> (index & 7)
    return bytes(bits)
