"""Reads what somebody brings in: verified, refused with a reason where it is broken or forged, in words that a list can show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tanym.apps.backpack.transcripts import ELMO, verified_transcript
from tanym.apps.credentials.verification import verify
from tanym.apps.files.active_content import refuse_active
from tanym.apps.files.receiving import LARGEST
from tanym.core.credentials.checks import Check, Name, Outcome
from tanym.core.credentials.convert.from_elmo import is_elmo
from tanym.core.credentials.reading import Plain
from tanym.core.credentials.same import begins, identity
from tanym.core.credentials.structure import listed
from tanym.core.credentials.verification import Verification
from tanym.core.kernel.errors import InvalidValue

UNSIGNED = frozenset({"european-digital-credential", ELMO})
"""Kinds of documents that exist without a signature: kept, and shown as nobody's word but the file's."""
MOST_SAID = 12
LONGEST_NARRATIVE = 4000
MEDIA = {
    "json": ("application/json", "json"),
    "jwt": ("application/jwt", "jwt"),
    "sd-jwt": ("application/dc+sd-jwt", "txt"),
    "png": ("image/png", "png"),
    "svg": ("image/svg+xml", "svg"),
    "pdf": ("application/pdf", "pdf"),
    "xml": ("application/xml", "xml"),
}


@dataclass(frozen=True, slots=True)
class Read:
    """A document that may be kept: what was found, whether it is the same as another, and what a list shows of it."""

    found: Verification
    identity: str
    valid_from: datetime | None
    says: dict[str, Any]

    @property
    def checks(self) -> list[dict[str, str]]:
        """The answers of the named checks, as they are kept."""
        return kept_checks(self.found)


def read(content: bytes, at: datetime) -> Read:
    """Verify the bytes; call it outside any transaction, for it may ask the network.

    What is expired, revoked or could not be checked is kept and shown as such; what is no document, too large, acts by
    itself or is not as its issuer signed it is refused with the code of the check. Raises `InvalidValue`.
    """
    if not content:
        raise InvalidValue("upload.empty", name="")
    if len(content) > LARGEST:
        raise InvalidValue("upload.too-large", name="", megabytes=LARGEST // 1024 // 1024)
    refuse_active(content)
    found = verified(content, at)
    if found.credential is None or found.plain is None:
        if found.checks[0].code == "credential.json-invalid" and not content.lstrip().startswith(b"{"):
            raise InvalidValue("backpack.no-document")
        raise _refused(found.checks[0])
    if found.inside or found.format == "presentation":
        raise InvalidValue("backpack.presentation")
    for name in (Name.SCHEMA, Name.SIGNATURE):
        check = found.check(name)
        if check is None or check.outcome is not Outcome.NOT_CONFIRMED:
            continue
        if not (found.format in UNSIGNED and check.code == "credential.proof-missing"):
            raise _refused(check)
    return Read(found, identity(found.credential), begins(found.credential), said(found))


def verified(content: bytes, at: datetime) -> Verification:
    """The checks of what somebody brought in, as of this moment; never raises for what it is."""
    return verified_transcript(content) if is_elmo(content) else verify(content, at)


def kept_checks(found: Verification) -> list[dict[str, str]]:
    """The answers of the named checks as plain JSON."""
    return [{"name": one.name.value, "outcome": one.outcome.value, "code": one.code} for one in found.checks]


def _refused(check: Check) -> InvalidValue:
    return InvalidValue(check.code, **check.details)


def said(found: Verification) -> dict[str, Any]:
    """What a document says in plain words: title, issuer, what the person can do, days, the issuer's own words.

    Texts keep their languages. Empty where nothing could be read.
    """
    plain, credential = found.plain or Plain(), found.credential or {}
    return {
        "title": dict(plain.title),
        "issuer": dict(plain.issued_by),
        "names": list(dict.fromkeys(plain.names.values())),
        "can": [dict(one.text) for one in plain.can if one.achieved][:MOST_SAID],
        "grade": list(plain.grade),
        "on": plain.on.isoformat() if plain.on else "",
        "until": plain.until.isoformat() if plain.until else "",
        "workload": plain.workload,
        "about": dict(plain.about),
        "criteria": _criteria(credential),
    }


def _criteria(credential: Mapping[str, Any]) -> str:
    """What had to be done, as the issuer writes it (Open Badges 3.0, Criteria.narrative)."""
    for subject in listed(credential.get("credentialSubject")):
        achievement = subject.get("achievement") if isinstance(subject, Mapping) else None
        criteria = achievement.get("criteria") if isinstance(achievement, Mapping) else None
        narrative = criteria.get("narrative") if isinstance(criteria, Mapping) else None
        if isinstance(narrative, str):
            return narrative.strip()[:LONGEST_NARRATIVE]
    return ""
