"""Lists packed block by block: every reader of gzip reads them, and they say nothing of what was packed before."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanym.core.credentials.keys import base64url
from tanym.core.credentials.status import packing as module
from tanym.core.credentials.status.packing import BLOCK, Packing

COMPRESSORS: list[Any] = [zlib.compressobj]
try:
    from isal import isal_zlib

    COMPRESSORS.append(isal_zlib.compressobj)
except ImportError:  # the extra `fast` is not installed
    pass

SIZES = (1, 16 * 1024, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 3 * BLOCK + 5)


@pytest.fixture(params=COMPRESSORS, ids=lambda one: one.__module__ or "zlib")
def compressor(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    monkeypatch.setattr(module, "_compressor", request.param)
    return request.param  # type: ignore[no-any-return]


def member(text: str) -> bytes:
    """The bits in a file of gzip that is one member and nothing else."""
    reader = zlib.decompressobj(wbits=31)
    bits = reader.decompress(base64url(text))
    assert reader.eof
    assert not reader.unused_data
    return bits


@pytest.mark.parametrize("size", SIZES)
def test_any_reader_of_gzip_reads_a_list_of_any_size(compressor: Callable[..., Any], size: int) -> None:
    bits = bytes(place * 37 % 251 & place >> 3 for place in range(size))
    text = Packing().text(bits)
    assert member(text) == gzip.decompress(base64url(text)) == bits


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(SIZES),
    st.lists(st.tuples(st.integers(0, 3 * BLOCK + 4), st.integers(0, 255)), min_size=1, max_size=6),
)
def test_a_list_kept_packed_is_the_list_packed_anew(size: int, changes: list[tuple[int, int]]) -> None:
    kept, bits = Packing(), bytearray(size)
    for place, value in changes:
        bits[place % size] = value
        assert kept.text(bytes(bits)) == Packing().text(bytes(bits))


def test_a_packing_serves_lists_of_other_sizes_too() -> None:
    kept = Packing()
    for size in (*SIZES, *reversed(SIZES)):
        assert member(kept.text(bytes(size))) == bytes(size)


def test_only_blocks_that_changed_are_compressed(monkeypatch: pytest.MonkeyPatch) -> None:
    compressed: list[int] = []

    def counted(*how: Any) -> Any:
        compressed.append(1)
        return zlib.compressobj(*how)

    monkeypatch.setattr(module, "_compressor", counted)
    kept, bits = Packing(), bytearray(32 * BLOCK)
    compressed.clear()
    kept.text(bytes(bits))
    assert len(compressed) == 32
    for place in (5, 5 * BLOCK, 32 * BLOCK - 1):
        bits[place] ^= 1
        compressed.clear()
        assert member(kept.text(bytes(bits))) == bits
        assert len(compressed) == 1
