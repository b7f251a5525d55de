"""What programs may read and hand over by the Open Badges API: a person's own documents and those brought in, as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tanym.apps.accounts.models import Person
from tanym.apps.backpack.models import ImportedCredential
from tanym.apps.backpack.queries import exchanged_by
from tanym.apps.credentials.queries import held_by
from tanym.apps.files.models import StoredFile
from tanym.apps.files.queries import content
from tanym.core.credentials.baked import unwrap
from tanym.core.kernel.errors import TanymError


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of a person and the day from which it is here: signed by this platform (`document`), or a `file`."""

    since: datetime
    public_id: UUID
    owner_id: int
    document: bytes = b""
    file: StoredFile | None = None

    def text(self) -> bytes:
        """The credential itself: JSON, or a token; taken out of its picture where it is baked."""
        return self.document if self.file is None else unwrap(content(self.file)).inside.strip()


def entry_of(held: ImportedCredential) -> Entry:
    """A document that was brought in."""
    return Entry(held.changed_at, held.public_id, held.owner_id, file=held.file)


def entries(person: Person, since: datetime | None = None) -> list[Entry]:
    """All that a person has, the oldest first, so that pages stay as they are while something new comes."""
    own = [Entry(one.issued_at, one.public_id, one.holder_id, bytes(one.document)) for one in held_by(person)]
    brought = [entry_of(one) for one in exchanged_by(person)]
    found = sorted([*own, *brought], key=lambda one: (one.since, one.public_id))
    return [one for one in found if since is None or one.since > since]


def answered(shown: Sequence[Entry]) -> bytes:
    """The body of getCredentials: every credential as it stands, byte for byte."""
    texts: list[bytes] = []
    for one in shown:
        try:
            texts.append(one.text())
        except TanymError:  # kept by an older reader; the file itself can still be exported
            continue
    objects = b",".join(text for text in texts if text.startswith(b"{"))
    tokens = b",".join(b'"' + text + b'"' for text in texts if not text.startswith(b"{"))
    return b'{"credential":[' + objects + b'],"compactJwsStrings":[' + tokens + b"]}"
