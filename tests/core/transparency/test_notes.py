"""Signed notes and checkpoints: one form, one key, nothing else is believed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue, Refused, TanymError
from tanym.core.transparency.checkpoint import (
    Checkpoint,
    open_checkpoint,
    parse_checkpoint,
    read_checkpoint,
    sign_checkpoint,
)
from tanym.core.transparency.hashing import EMPTY_ROOT
from tanym.core.transparency.notes import NoteKey, open_note, parse_key, sign_note
from tests.core.transparency.keys import ORIGIN, TestKey

KEY, OTHER = TestKey("a"), TestKey("b")
TEXT = "log.example/log\n7\nd6Xe4QlbDGM6RKIDnmIpbyqhzDbFNK6ePI7Nq3mmD2Q=\n"


def test_the_key_of_a_public_log_is_read_as_its_owner_writes_it() -> None:
    text = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
    key = parse_key(text)
    assert (key.name, key.id.hex(), key.text) == ("sum.golang.org", "033de0ae", text)


@pytest.mark.parametrize(
    "text",
    [
        "", "a", "a+b", "sum.golang.org+033de0af+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
        "+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8", "a b+033de0ae+AAAA", "a+00000000+Ag==",
        "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8=",
    ],
)  # fmt: skip
def test_a_key_written_otherwise_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match=r"log\.key-malformed"):
        parse_key(text)


@given(st.integers(1, 2**61), st.binary(min_size=32, max_size=32))
def test_a_checkpoint_is_read_as_it_was_signed(size: int, top: bytes) -> None:
    checkpoint = Checkpoint(ORIGIN, size, top)
    note = sign_checkpoint(checkpoint, KEY)
    assert open_checkpoint(note, KEY.named()) == checkpoint == read_checkpoint(note)


def test_a_checkpoint_has_the_public_form() -> None:
    note = sign_checkpoint(parse_checkpoint(TEXT), KEY)
    text, below = note.split("\n\n")
    assert f"{text}\n" == TEXT
    assert below.startswith(f"\u2014 {ORIGIN} ")
    assert below.endswith("\n")


@settings(max_examples=150)
@given(st.data())
def test_no_changed_note_is_believed(data: st.DataObject) -> None:
    note = sign_note(TEXT, ORIGIN, KEY)
    at = data.draw(st.integers(0, len(note) - 1))
    letter = data.draw(st.sampled_from(["", "0", "A", "\n", " ", "\u2014", "\r"]))
    changed = note[:at] + letter + note[at + 1 :]
    if changed == note:
        return
    with pytest.raises(TanymError, match=r"log\."):
        open_note(changed, KEY.named())


def test_signatures_of_others_are_passed_over_and_ours_must_hold() -> None:
    ours, theirs = sign_note(TEXT, ORIGIN, KEY), sign_note(TEXT, "witness.example", OTHER)
    witnessed = ours + theirs.split("\n\n")[1]
    assert open_note(witnessed, KEY.named()) == open_note(witnessed, OTHER.named("witness.example")) == TEXT
    with pytest.raises(Refused, match=r"log\.not-signed"):
        open_note(theirs, KEY.named())
    with pytest.raises(Refused, match=r"log\.not-signed"):
        open_note(ours, OTHER.named())
    line = ours.split("\n\n")[1]
    with pytest.raises(Refused, match=r"log\.signature-forged"):
        open_note(f"another text\n\n{line}", KEY.named())
    with pytest.raises(Refused, match=r"log\.signature-forged"):
        open_note(
            f"another text\n\n{line}{sign_note('another text' + chr(10), ORIGIN, KEY).split(chr(10) * 2)[1]}",
            KEY.named(),
        )


def test_a_checkpoint_of_another_log_is_refused_although_the_key_signed_it() -> None:
    note = sign_note(TEXT.replace(ORIGIN, "other.example/log"), ORIGIN, KEY)
    with pytest.raises(Refused, match=r"log\.another-log"):
        open_checkpoint(note, KEY.named())


@pytest.mark.parametrize(
    "text",
    [
        "", "a\n", "a\n1\n", "\n1\nAAAA\n", "a\n07\n" + "A" * 43 + "=\n", "a\n-1\n" + "A" * 43 + "=\n",
        "a\n1\nAAAA\n", "a\n1\n" + "A" * 42 + "B=\n", "a\n1\n" + "A" * 43 + "=", "a\n1\n" + "A" * 43 + "=\n\n",
        "a\n٣\n" + "A" * 43 + "=\n", "a\n" + "9" * 30 + "\n" + "A" * 43 + "=\n", "a\n0\n" + "A" * 43 + "=\n",
    ],
)  # fmt: skip
def test_a_checkpoint_of_any_other_form_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match=r"log\.checkpoint-malformed"):
        parse_checkpoint(text)


def test_further_lines_of_a_checkpoint_are_passed_over() -> None:
    assert parse_checkpoint(f"{TEXT}more\n").size == 7
    assert Checkpoint("a", 0, EMPTY_ROOT).text.startswith("a\n0\n")


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb", "a\u00a0b", "x" * 300])
def test_a_name_that_no_note_can_bear_is_refused(name: str) -> None:
    with pytest.raises(InvalidValue, match=r"log\.key-malformed"):
        NoteKey(name, KEY.public)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "a",
        "a\n\n",
        "\n\nb\n",
        "a\n\nb\n",
        "a\n\n\u2014 b AAAA\n",
        "a\n\n\u2014 b AAAAAAAA",
        "a\t\n\n\u2014 b AAAAAAAA\n",
        "a" * 70_000,
    ],
)
def test_what_is_no_note_is_refused(note: str) -> None:
    with pytest.raises(InvalidValue, match=r"log\.note-malformed"):
        open_note(note, KEY.named())
