"""What seals files in this installation, and what looks for viruses in them."""

from __future__ import annotations

from django.conf import settings

from tanym.adapters.stored.scanning import Scan, Scanner, State, scanner_of
from tanym.adapters.stored.sealing import FileSeals
from tanym.apps.audit.key_store import secrets


def seals() -> FileSeals:
    """What seals a file before it is kept: by the same secrets as the signing keys, with keys of its own."""
    today, *earlier = secrets()
    return FileSeals(today, earlier)


def scanner() -> Scanner | None:
    """What looks for viruses here; None where the operator has set nothing."""
    return scanner_of(settings.TANYM.virus_scanner)


def scan(content: bytes) -> Scan:
    """The scanner's answer; not scanned where there is none, or where it does not answer."""
    found = scanner()
    return found.scan(content) if found else Scan(State.NOT_SCANNED)
