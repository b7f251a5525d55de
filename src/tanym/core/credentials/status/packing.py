"""The bits of a list as gzip in base64url, block by block: one place changed costs one block, whatever the list's size.

Blocks are compressed each for itself and end at a byte (`Z_SYNC_FLUSH`), so together they are one ordinary stream of
RFC 1951 in one member of RFC 1952. Each is padded to a multiple of three bytes with empty stored blocks, so that its
base64 can be kept too; its CRC is shifted into that of the whole.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from tanym.core.credentials.keys import base64url_text

try:  # the extra `fast`: ISA-L, about fifteen times as fast as zlib
    from isal import isal_zlib

    _compressor: Callable[..., Any] = isal_zlib.compressobj
    LEVEL = 1
except ImportError:
    _compressor = zlib.compressobj
    LEVEL = 6

BLOCK = 64 * 1024
_RAW = -15
_HEADER = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"  # no time, no name, no system (RFC 1952, 2.3)
_EMPTY_BLOCK = b"\0\0\0\xff\xff"  # stored, not the last, of no bytes (RFC 1951, 3.2.4)


@dataclass(frozen=True, slots=True)
class _Block:
    """A block that is not the last, as it was packed: its bits, its base64 and its CRC."""

    bits: bytes
    text: str
    crc: int


class Packing:
    """Keeps the blocks of one list from one packing to the next; those that are the same are not compressed again."""

    def __init__(self) -> None:
        self._blocks: tuple[_Block, ...] = ()
        self._last = (b"", _deflated(b"", zlib.Z_FINISH))

    def text(self, bits: bytes | bytearray) -> str:
        """The bits as gzip in base64url; the same text whatever was packed before. Threads may share a packing."""
        cut = max(len(bits) - 1, 0) // BLOCK * BLOCK
        before, blocks, crc = self._blocks, list[_Block](), 0
        for place, start in enumerate(range(0, cut, BLOCK)):
            if place < len(before) and bits.startswith(before[place].bits, start):
                blocks.append(before[place])
            else:
                blocks.append(_packed(bytes(bits[start : start + BLOCK]), first=not place))
            crc = _shifted(crc) ^ blocks[-1].crc
        last, data = self._last
        if last != bits[cut:]:
            last = bytes(bits[cut:])
            data = _deflated(last, zlib.Z_FINISH)
        self._blocks, self._last = tuple(blocks), (last, data)
        closing = zlib.crc32(last, crc).to_bytes(4, "little") + (len(bits) % 2**32).to_bytes(4, "little")
        end = base64url_text((b"" if blocks else _HEADER) + data + closing)
        return "".join([*(one.text for one in blocks), end])


def _packed(block: bytes, *, first: bool) -> _Block:
    data = (_HEADER if first else b"") + _deflated(block, zlib.Z_SYNC_FLUSH)
    data += _EMPTY_BLOCK * (
        len(data) % 3
    )  # of five bytes: a remainder of one takes one, one of two takes two
    return _Block(block, base64url_text(data), zlib.crc32(block))


def _deflated(block: bytes, flush: int) -> bytes:
    made = _compressor(LEVEL, zlib.DEFLATED, _RAW)
    data: bytes = made.compress(block) + made.flush(flush)
    return data


def _shifted(crc: int) -> int:
    """The CRC of what has this CRC with a block of zeros behind it, but for their own (a linear map of 32 bits)."""
    tables = _shift_tables()
    return (
        tables[0][crc & 0xFF]
        ^ tables[1][crc >> 8 & 0xFF]
        ^ tables[2][crc >> 16 & 0xFF]
        ^ tables[3][crc >> 24]
    )


@cache
def _shift_tables() -> tuple[tuple[int, ...], ...]:
    zeros = bytes(BLOCK)
    own = zlib.crc32(zeros)
    basis = [zlib.crc32(zeros, 1 << bit) ^ own for bit in range(32)]
    tables = []
    for start in range(0, 32, 8):
        table = [0] * 256
        for value in range(1, 256):
            low = value & -value
            table[value] = table[value ^ low] ^ basis[start + low.bit_length() - 1]
        tables.append(tuple(table))
    return tuple(tables)
