"""Finds what a file would do by itself when somebody opens it: scripts and programs in a PDF, pictures that fill the memory."""

from __future__ import annotations

import re
import struct
import zlib

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


def refuse_active(content: bytes, name: str = "") -> None:
    """Let a file pass that shows something and does nothing.

    Raises `InvalidValue` with `upload.active` (a PDF with a script, or one that is locked or packed so that nobody can
    look), or `upload.picture-too-wide` (a PNG of more than 64 million points).
    """
    if content.startswith(PNG_MARK):
        _check_picture(content, name)
    elif content[:1024].lstrip()[:5] == b"%PDF-" and _does_something(content):
        raise InvalidValue("upload.active", name=name)


def _check_picture(content: bytes, name: str) -> None:
    if len(content) < 24:
        return
    width, height = struct.unpack(">II", content[16:24])
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
