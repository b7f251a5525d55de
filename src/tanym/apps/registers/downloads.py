"""Downloads of a register: written piece by piece into a file beside the memory, so that its digest is known first."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import IO, Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase

A_PIECE = 64 * 1024


class Spooled:
    """A document on disk, with the digest of its bytes."""

    def __init__(self, parts: Iterable[str]) -> None:
        self._file: IO[bytes] = TemporaryFile()  # noqa: SIM115  # the answer closes it
        digest = hashlib.sha256()
        for part in _gathered(parts):
            written = part.encode()
            digest.update(written)
            self._file.write(written)
        self.size = self._file.tell()
        self.digest = digest.digest()
        self._file.seek(0)

    def answer(self, request: HttpRequest, media_type: str, name: str) -> HttpResponseBase:
        """The document as a download; 304 where the visitor has it already (RFC 9110). The digest by RFC 9530."""
        etag = f'"{self.digest.hex()}"'
        response: HttpResponseBase
        if etag in request.headers.get("If-None-Match", ""):
            self._file.close()
            response = HttpResponseNotModified()
        else:
            response = FileResponse(self._file, as_attachment=True, filename=name, content_type=media_type)
            response["Repr-Digest"] = f"sha-256=:{base64.b64encode(self.digest).decode()}:"
        response["ETag"] = etag
        return response

    def sum(self, name: str) -> HttpResponse:
        """The digest as `sha256sum --check` reads it."""
        self._file.close()
        return HttpResponse(f"{self.digest.hex()}  {name}\n", content_type="text/plain; charset=utf-8")


def _gathered(parts: Iterable[str]) -> Iterator[str]:
    """Small parts put together, so that each is worth a write."""
    waiting: list[str] = []
    size = 0
    for part in parts:
        waiting.append(part)
        size += len(part)
        if size >= A_PIECE:
            yield "".join(waiting)
            waiting, size = [], 0
    yield "".join(waiting)


def published(response: Any, seconds: int = 60) -> Any:
    """An answer that anybody may keep for a moment, and that pages of other sites may read."""
    response["Cache-Control"] = f"public, max-age={seconds}"
    response["Access-Control-Allow-Origin"] = "*"
    return response
