"""The background work that packs everything about a person into one file."""

from __future__ import annotations

import json
import zipfile
from datetime import datetime, timedelta
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.db import transaction
from django.utils import timezone

from tanym.adapters.stored.scanning import Scan, State
from tanym.apps.accounts.holdings import holdings
from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.files.actions.keep import keep
from tanym.apps.files.models import StoredFile
from tanym.apps.files.queries import content
from tanym.apps.jobs.kinds import Progress
from tanym.apps.privacy.export_page import page
from tanym.apps.privacy.models import Export
from tanym.apps.privacy.plain_rows import Kept, kept
from tanym.core.kernel.errors import TanymError

KIND = "privacy.export"
KEPT_FOR = timedelta(days=7)
"""How long the file waits to be fetched."""

IN_MEMORY = 16 * 1024 * 1024


def run(arguments: dict[str, Any], progress: Progress) -> None:
    """The work: a step for each room and each file. Stopped, nothing of it is kept."""
    export = Export.objects.select_related("person").filter(public_id=arguments["export"]).first()
    if export is None or export.file_id:
        return
    with SpooledTemporaryFile(IN_MEMORY) as packed:
        _pack(packed, export, progress)
        packed.seek(0)
        _keep(export, packed.read(), timezone.now())


def _pack(into: IO[bytes], export: Export, progress: Progress) -> None:
    found: dict[str, Kept] = {}
    rooms, person = holdings(), export.person
    for step, holding in enumerate(rooms):
        progress(step, len(rooms))
        held = kept(holding, person)
        if held.tables:
            found[holding.room] = held
    keys = sorted({key for one in found.values() for key in one.files} - _own_exports(person))
    of = len(rooms) + len(keys)
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as packed:
        for room, held in found.items():
            text = json.dumps(held.tables, ensure_ascii=False, indent=2)
            packed.writestr(f"data/{room}.json", text)
        names = {}
        for step, stored in enumerate(StoredFile.objects.filter(pk__in=keys).order_by("pk")):
            progress(len(rooms) + step, of)
            names[str(stored.public_id)] = _put(packed, stored)
        packed.writestr("index.html", page(person, export.language, found, names, timezone.now()))
    progress(of, of)


def _put(packed: zipfile.ZipFile, stored: StoredFile) -> str:
    """The name under which a file was put in; empty where its content is infected or gone."""
    if stored.scan == State.INFECTED:
        return ""
    try:
        raw = content(stored)
    except TanymError:
        return ""
    name = f"files/{stored.public_id}-{stored.name}"
    packed.writestr(name, raw)
    return name


def _own_exports(person: Person) -> set[int]:
    own = Export.objects.filter(person=person).exclude(file=None)
    return set(own.values_list("file_id", flat=True))


def _keep(export: Export, packed: bytes, at: datetime) -> None:
    with transaction.atomic():
        row = Export.objects.select_for_update(of=("self",), no_key=True).filter(pk=export.pk).first()
        if row is None or row.file_id:
            return
        row.file = keep(
            actor=export.person,
            at=at,
            content=packed,
            name=f"my-data-{timezone.localdate(at).isoformat()}.zip",
            media_type="application/zip",
            scan=Scan(State.NOT_SCANNED),
        )
        row.until = at + KEPT_FOR
        row.save(update_fields=["file", "until"])
        record(
            actor=export.person,
            at=at,
            action="privacy.export",
            subject=row.subject,
            details={"until": row.until.isoformat()},
        )
