"""A folder of signing keys: one sealed file for each, readable by the owner alone."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

from tanym.adapters.signing.envelope import Seals
from tanym.adapters.signing.software import SoftwareSigner, generate, read, written
from tanym.core.credentials.keys import KeyKind
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused

SEALED, PLAIN = ".key", ".pem"
"""Endings: sealed files; files in the clear, as installations before version 0.2 have them."""


class KeyStore:
    """A folder of keys by name (a DID, or a DID and a fragment).

    A file in the clear, and one that an earlier secret sealed, is sealed with the secret of today when it is first read.
    """

    def __init__(self, folder: Path, seals: Seals) -> None:
        self._folder = folder
        self._seals = seals

    def signer(self, name: str) -> SoftwareSigner:
        """The key with this name.

        Raises `NotFound("credential.key-missing")`, `Refused("credential.key-exposed")` when others may read the
        file, `Refused("credential.key-locked")` where another secret sealed it, `InvalidValue("credential.key-malformed")`.
        """
        sealed, plain = self._path(name, SEALED), self._path(name, PLAIN)
        for path in (sealed, plain, sealed):  # a file in the clear may become a sealed one in between
            content = _content(path, name)
            if content is None:
                continue
            if path is plain:
                signer = read(content)
                self._replace(sealed, self._seals.seal(content, name))
                plain.unlink(missing_ok=True)
                return signer
            opened = self._seals.open(content, name)
            if not opened.current:
                self._replace(sealed, self._seals.seal(opened.content, name))
            return read(opened.content)
        raise NotFound("credential.key-missing", did=name)

    def ensure(self, name: str, kind: KeyKind = KeyKind.ED25519) -> SoftwareSigner:
        """The key with this name, made now if there is none; two who ask at once get the same one."""
        if not self._path(name, SEALED).exists() and not self._path(name, PLAIN).exists():
            self._create(name, kind)
        return self.signer(name)

    def destroy(self, name: str) -> None:
        """Erase the private half; what was erased already stays so."""
        for ending in (SEALED, PLAIN):
            self._path(name, ending).unlink(missing_ok=True)

    def reseal(self) -> int:
        """Seal every key with the secret of today; how many keys there are. Raises as `signer`."""
        names = list(self._names())
        for name in names:
            self.signer(name)
        return len(names)

    def _names(self) -> Iterator[str]:
        found = {path.stem for path in self._folder.glob("*") if path.suffix in (SEALED, PLAIN)}
        return (unquote(name) for name in sorted(found) if not name.startswith("."))

    def _create(self, name: str, kind: KeyKind) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self._draft(self._seals.seal(written(generate(kind)), name))
        try:
            os.link(
                draft, self._path(name, SEALED)
            )  # unlike a rename, never takes the place of an earlier key
        except FileExistsError:
            return
        finally:
            draft.unlink(missing_ok=True)

    def _replace(self, path: Path, content: bytes) -> None:
        os.replace(self._draft(content), path)

    def _draft(self, content: bytes) -> Path:
        """The content in a new file beside the others, on the disk for certain."""
        draft = self._folder / f".{secrets.token_hex(8)}.draft"
        handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        return draft

    def _path(self, name: str, ending: str) -> Path:
        written_name = quote(name, safe="")
        if not name.startswith("did:") or len(written_name) > 200:
            raise InvalidValue("credential.did-malformed", did=name[:200])
        return self._folder / f"{written_name}{ending}"


def _content(path: Path, name: str) -> bytes | None:
    try:
        if path.stat().st_mode & 0o077:
            raise Refused("credential.key-exposed", did=name)
        return path.read_bytes()
    except FileNotFoundError:
        return None
