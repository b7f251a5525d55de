"""Files at rest: sealed so that only this installation opens them, and scanned by whoever listens at the socket."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanym.adapters.stored.scanning import Clamd, Scan, State, scanner_of
from tanym.adapters.stored.sealing import MAGIC, FileSeals
from tanym.core.kernel.errors import InvalidValue, Refused
from tests.adapters.clamd_server import EICAR, clamd

NAME = "ab" * 32


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=3000), st.text(min_size=1, max_size=40))
def test_what_was_sealed_opens_as_it_was_and_shows_nothing(content: bytes, name: str) -> None:
    seals = FileSeals("a secret")
    kept = seals.seal(content, name)
    assert len(content) < 8 or content not in kept
    assert kept != seals.seal(content, name)  # each file has a key and a nonce of its own
    opened = seals.open(kept, name)
    assert (opened.content, opened.current) == (content, True)


@settings(max_examples=40, deadline=None)
@given(st.binary(min_size=1, max_size=200), st.data())
def test_one_changed_byte_is_noticed(content: bytes, data: st.DataObject) -> None:
    seals = FileSeals("a secret")
    kept = bytearray(seals.seal(content, NAME))
    place = data.draw(st.integers(len(MAGIC), len(kept) - 1))
    kept[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises((InvalidValue, Refused)):
        seals.open(bytes(kept), NAME)


def test_a_file_opens_under_its_own_name_and_with_a_secret_at_hand_only() -> None:
    kept = FileSeals("old").seal(b"paper", NAME)
    with pytest.raises(InvalidValue, match="damaged"):
        FileSeals("old").open(kept, "cd" * 32)
    with pytest.raises(InvalidValue, match="damaged"):
        FileSeals("old").open(kept[: len(MAGIC) + 40], NAME)
    with pytest.raises(Refused, match="locked"):
        FileSeals("new").open(kept, NAME)
    rotated = FileSeals("new", ["older", "old"]).open(kept, NAME)
    assert (rotated.content, rotated.current) == (b"paper", False)


def test_a_file_in_the_clear_is_read_as_it_is() -> None:
    opened = FileSeals("a secret").open(b"%PDF-1.7 from before", NAME)
    assert (opened.content, opened.current) == (b"%PDF-1.7 from before", False)


def test_the_scanner_says_clean_and_infected() -> None:
    with clamd() as server:
        scanner = scanner_of(server.address)
        assert scanner is not None
        large = b"%PDF-1.7" + b"x" * 200_000
        assert scanner.scan(large) == Scan(State.CLEAN)
        assert scanner.scan(b"") == Scan(State.CLEAN)
        assert scanner.scan(b"a" + EICAR) == Scan(State.INFECTED, "Eicar-Test-Signature")
        assert server.seen[0] == large


def test_a_scanner_that_is_silent_or_gone_has_said_nothing() -> None:
    with clamd() as server:
        server.silent = True
        gone = scanner_of(server.address)
        assert gone is not None
        assert gone.scan(EICAR) == Scan(State.NOT_SCANNED)
    assert gone.scan(EICAR) == Scan(State.NOT_SCANNED)
    assert Clamd(path="/nowhere/clamd.ctl").scan(EICAR) == Scan(State.NOT_SCANNED)


@pytest.mark.parametrize(
    "wrong",
    ["clamd", "unix:relative", "unix://host/path", "tcp://:3310", "tcp://h:0", "http://h", "tcp://h:x"],
)
def test_an_address_of_another_kind_is_refused(wrong: str) -> None:
    with pytest.raises(InvalidValue, match="scanner-setting"):
        scanner_of(wrong)


def test_addresses_of_scanners() -> None:
    assert scanner_of("") is None
    assert scanner_of("unix:/run/clamav/clamd.ctl") == Clamd(path="/run/clamav/clamd.ctl")
    assert scanner_of("tcp://scanner.example") == Clamd(host="scanner.example", port=3310)
