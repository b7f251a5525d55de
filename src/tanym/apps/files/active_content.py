"""Finds what a file would do by itself when somebody opens it: scripts and programs in a PDF, pictures that fill the memory."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

from tanym.core.kernel.errors import InvalidValue

ACTIVE = frozenset({b"JavaScript", b"JS", b"Launch", b"RichMedia", b"XFA", b"SubmitForm", b"ImportData"})
"""Names in a PDF that start a script, a program, a film or the sending of a form (ISO 32000-2, 12.6.4 and 12.7.6)."""
LARGEST_OPENED = 24 * 1024 * 1024
"""Bytes that are unpacked of the objects of one PDF; who needs more hides something."""
WIDEST = 20_000
MOST_POINTS = 64_000_000
_NAME = re.compile(rb"/([^\x00\t\n\f\r ()<>\[\]{}/%]+)")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_PACKED = re.compile(rb"/Type\s*/ObjStm|/ObjStm\b")
_FILTERS = re.compile(rb"/([A-Za-z0-9]+Decode)\b")
_STREAM = re.compile(rb"stream\r?\n")
PNG_MARK = b"\x89PNG\r\n\x1a\n"
JPEG_MARK = b"\xff\xd8"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG after which its height and width stand (ITU-T T.81, B.2.2)."""


def refuse_active(content: bytes, name: str = "") -> None:
    """Let a file pass that shows something and does nothing.

    Raises `InvalidValue` with `upload.active` (a PDF with a script, or one that is locked or packed so that nobody can
    look), or `upload.picture-too-wide` (a picture of more than 64 million points).
    """
    if content.startswith(PNG_MARK):
        if len(content) >= 24:
            width, height = struct.unpack(">II", content[16:24])
            _check_points(width, height, name)
    elif content.startswith(JPEG_MARK):
        for height, width in _jpeg_sizes(content):
            _check_points(width, height, name)
    elif content[:1024].lstrip()[:5] == b"%PDF-" and _does_something(content):
        raise InvalidValue("upload.active", name=name)


def _jpeg_sizes(content: bytes) -> Iterator[tuple[int, int]]:
    """Each height and width that a JPEG names before its points begin."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:  # filling
            at += 1
            continue
        if marker == 0xDA:
            return
        if marker in _FRAMES:
            yield struct.unpack(">HH", content[at + 5 : at + 9])
        at += 2 + (
            0
            if marker == 0x01 or 0xD0 <= marker <= 0xD8
            else struct.unpack(">H", content[at + 2 : at + 4])[0]
        )


def _check_points(width: int, height: int, name: str) -> None:
    if max(width, height) > WIDEST or width * height > MOST_POINTS:
        raise InvalidValue("upload.picture-too-wide", name=name)


def _does_something(content: bytes) -> bool:
    return _names(_without_streams(content)) or _packed_objects_do(content)


def _names(content: bytes) -> bool:
    """Whether a name that acts stands there, also where its letters are written as numbers (`/J#53`)."""
    for found in _NAME.finditer(content):
        name = _plain(found[1])
        if name in ACTIVE or name == b"Encrypt":
            return True
    return False


def _without_streams(content: bytes) -> bytes:
    """The objects themselves: pictures and texts are no place where a name acts, and chance writes any bytes there."""
    kept, position = [], 0
    while (start := _STREAM.search(content, position)) is not None:
        kept.append(content[position : start.start()])
        end = content.find(b"endstream", start.end())
        if end < 0:
            return b"".join(kept) + content[start.end() :]
        position = end + len(b"endstream")
    kept.append(content[position:])
    return b"".join(kept)


def _packed_objects_do(content: bytes) -> bool:
    """The same for objects that are packed into streams (ISO 32000-2, 7.5.7); packed in an unusual way counts as acting.

    Each byte is looked at once, however many streams somebody writes.
    """
    opened, position = 0, 0
    while (start := _STREAM.search(content, position)) is not None:
        head = content[position : start.start()]
        own = _plain(head[head.rfind(b" obj") + 1 :])
        end = content.find(b"endstream", start.end())
        if _PACKED.search(own):
            body = content[start.end() : end if end > 0 else len(content)]
            if b"/Filter" in own:
                if _FILTERS.findall(own) != [b"FlateDecode"]:
                    return True
                try:
                    body = zlib.decompressobj().decompress(body, LARGEST_OPENED - opened + 1)
                except zlib.error:
                    return True
            opened += len(body)
            if opened > LARGEST_OPENED or _names(body):
                return True
        if end < 0:
            return False
        position = end + len(b"endstream")
    return False


def _plain(head: bytes) -> bytes:
    """The words of an object with letters in place of their numbers."""
    return _ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), head)
