"""The contents of stored files on disk: each under its digest, sealed, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from django.core.files.storage import default_storage

from tanym.apps.files.ports import seals
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused


def path_of(digest: str) -> str:
    """Where the content with this digest lies in the storage; carries no name of a person."""
    return f"{digest[:2]}/{digest}"


def write(digest: str, content: bytes) -> None:
    """Keep the content sealed, unless it lies there; what lies there broken or locked is mended by the same bytes.

    The caller holds the digest (`content_locks`). Written whole or not at all.
    """
    if not _lies_there(digest):
        _place(digest, content)


def read(digest: str) -> bytes:
    """The content in the clear.

    Raises `NotFound("file.missing")`, `Refused("file.locked")` where another secret sealed it,
    `InvalidValue("file.damaged")` where these are not the bytes that were given.
    """
    content = seals().open(_kept(digest), digest).content
    if hashlib.sha256(content).hexdigest() != digest:
        raise InvalidValue("file.damaged")
    return content


def reseal(digest: str) -> bool:
    """Seal what lies in the clear, or what an earlier secret sealed; whether there was anything to do.

    The caller holds the digest alone. Whoever reads meanwhile finds the file as it was or as it is. Raises as `read`.
    """
    opened = seals().open(_kept(digest), digest)
    if opened.current:
        return False
    if hashlib.sha256(opened.content).hexdigest() != digest:
        raise InvalidValue("file.damaged")
    _place(digest, opened.content)
    return True


def remove(digest: str) -> None:
    """Erase the content; what is not there stays so."""
    default_storage.delete(path_of(digest))


def _kept(digest: str) -> bytes:
    try:
        with default_storage.open(path_of(digest)) as opened:
            return bytes(opened.read())
    except FileNotFoundError:
        raise NotFound("file.missing") from None


def _lies_there(digest: str) -> bool:
    try:
        read(digest)
    except (NotFound, InvalidValue, Refused):
        return False
    return True


def _place(digest: str, content: bytes) -> None:
    """Seal it and put it in its place in one step, on the disk for certain."""
    path = Path(default_storage.path(path_of(digest)))
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{secrets.token_hex(8)}.draft")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(seals().seal(content, digest))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
