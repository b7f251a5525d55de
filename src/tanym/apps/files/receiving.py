"""What somebody uploads, looked at before anything is kept: size, kind by content, what it would do, viruses, its name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import puremagic
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from tanym.adapters.stored.scanning import Scan, State
from tanym.apps.files.active_content import refuse_active
from tanym.apps.files.names import tidy
from tanym.apps.files.ports import scan
from tanym.core.credentials.parse import parse_object
from tanym.core.kernel.errors import InvalidValue

LARGEST = settings.TANYM.upload_megabytes * 1024 * 1024
ALLOWED = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".jfif": "image/jpeg",
    ".json": "application/json",
}


@dataclass(frozen=True, slots=True)
class Received:
    """An upload that may be kept: its content, its tidy name, its kind, and what the virus scanner said."""

    content: bytes
    name: str
    media_type: str
    digest: str
    scan: Scan


def receive(upload: UploadedFile) -> Received:
    """Look at an upload; call it outside any transaction, for it may ask the virus scanner.

    Raises `InvalidValue`: `upload.empty`, `upload.too-large`, `upload.kind` (not PDF, PNG, JPEG or JSON by content: an
    archive is none), `upload.infected`, for a JSON that two readers could read in two ways the codes of `parse_object`;
    what `refuse_active` raises.
    """
    content, media_type = look_at(upload)
    found = scan(content)
    if found.state is State.INFECTED:
        raise InvalidValue("upload.infected", name=tidy(upload.name or ""), found=found.found)
    digest = hashlib.sha256(content).hexdigest()
    return Received(content, tidy(upload.name or "", media_type), media_type, digest, found)


def look_at(upload: UploadedFile) -> tuple[bytes, str]:
    """The content of an upload and its kind, as far as can be told without the scanner. Raises as `receive`."""
    name = tidy(upload.name or "")
    if not upload.size:
        raise InvalidValue("upload.empty", name=name)
    if upload.size > LARGEST:
        raise InvalidValue("upload.too-large", name=name, megabytes=LARGEST // 1024 // 1024)
    content = upload.read()
    media_type = _kind(content, name)
    refuse_active(content, name)
    return content, media_type


def _kind(content: bytes, name: str) -> str:
    if content.lstrip()[:1] == b"{":
        parse_object(content)
        return ALLOWED[".json"]
    try:
        ending = puremagic.from_string(content)
    except (puremagic.PureError, ValueError):
        ending = ""
    if ending not in ALLOWED:
        raise InvalidValue("upload.kind", name=name)
    return ALLOWED[ending]
