"""Opens what an evaluator brought: a document, or the file that a holder took along, and reads it by the seven criteria."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from tanym.apps.credentials.evaluation import evaluation_of
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.shown import Shown, shown
from tanym.apps.credentials.verification import verify
from tanym.core.credentials.checks import Check, Name, Outcome
from tanym.core.credentials.convert.conversion import read_source
from tanym.core.credentials.evaluation import Sheet, confirmed_now, evaluation_sheet
from tanym.core.credentials.record import AwardRecord
from tanym.core.kernel.errors import InvalidValue, TanymError

LARGEST = 3 * 1024 * 1024
"""Bytes of the document inside of an archive."""

MOST_MEMBERS = 60
DOCUMENTS = (".json", ".jsonld", ".jwt")
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError)
RIGHT = {Outcome.CONFIRMED: "yes", Outcome.NOT_CONFIRMED: "no", Outcome.NOT_CHECKED: "unknown"}


@dataclass(frozen=True, slots=True)
class Opened:
    """A document as it was read: its checks, and the sheet where it says what an award says."""

    found: Shown
    record: AwardRecord | None
    sheet: Sheet | None
    proven: bool


def open_document(data: bytes, at: datetime) -> Opened:
    """The checks and the sheet of a document, or of the first document in a ZIP.

    Raises `InvalidValue` (`evaluation.not-a-file`, `evaluation.archive-too-large`); a document that cannot be read as an
    award still has its checks.
    """
    content = _document(data)
    checked = verify(content, at)
    found = shown(checked, at)
    number = checked.plain.number if checked.plain else ""
    own = (
        Credential.objects.filter(number=number).select_related("award__awarding_body").first()
        if number
        else None
    )
    if own is not None and confirmed_now(checked.checks):
        ours = evaluation_of(own, at)
        return Opened(found, ours.record, ours.sheet, ours.proven)
    try:
        record = read_source(content, "–").records[0]
    except TanymError:
        return Opened(found, None, None, False)
    sheet = evaluation_sheet(
        record,
        right=_right(checked.checks),
        lines=(),
        checks=checked.checks,
        checked_on=timezone.localdate(at),
    )
    return Opened(found, record, sheet, confirmed_now(checked.checks))


def _right(checks: Sequence[Check]) -> str:
    found = next((one for one in checks if one.name is Name.ENTITLEMENT), None)
    return RIGHT[found.outcome] if found else "unknown"


def _document(data: bytes) -> bytes:
    if not data.startswith(b"PK\x03\x04"):
        return data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                raise InvalidValue("evaluation.archive-too-large")
            inside = [one for one in members if one.filename.lower().endswith(DOCUMENTS)]
            if not inside:
                raise InvalidValue("evaluation.not-a-file")
            chosen = min(inside, key=lambda one: (len(one.filename), one.filename))
            if chosen.file_size > LARGEST:
                raise InvalidValue("evaluation.archive-too-large")
            with archive.open(chosen) as opened:
                content = opened.read(LARGEST + 1)
    except BROKEN as wrong:
        raise InvalidValue("evaluation.not-a-file") from wrong
    if len(content) > LARGEST:  # what the directory of the archive says need not be true
        raise InvalidValue("evaluation.archive-too-large")
    return content
