"""Store an uploaded file."""

from __future__ import annotations

from datetime import datetime

import puremagic
from django.core.files.uploadedfile import UploadedFile

from tanym.apps.accounts.models import Person
from tanym.apps.files.actions.keep import keep
from tanym.apps.files.active_content import refuse_active
from tanym.apps.files.models import StoredFile
from tanym.core.credentials.parse import parse_object
from tanym.core.kernel.errors import InvalidValue

LARGEST = 10 * 1024 * 1024
ALLOWED = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".jfif": "image/jpeg",
    ".json": "application/json",
}


def store(*, actor: Person, at: datetime, upload: UploadedFile) -> StoredFile:
    """Keep the file under the digest of its content and return its row.

    Raises `InvalidValue`: `upload.empty`, `upload.too-large` (10 MB), `upload.kind` (not PDF, PNG, JPEG or JSON by content), and for a JSON that
    two readers could read in two ways the codes of `parse_object`; what `refuse_active` raises.
    """
    if not upload.size:
        raise InvalidValue("upload.empty", name=upload.name)
    if upload.size > LARGEST:
        raise InvalidValue("upload.too-large", name=upload.name, megabytes=LARGEST // 1024 // 1024)
    content, name = upload.read(), upload.name or "file"
    media_type = _kind(content, name)
    refuse_active(content, name)
    return keep(actor=actor, at=at, content=content, name=name, media_type=media_type)


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
