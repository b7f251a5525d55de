"""Papers of a credential: the certificate and its supplement, as PDF in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils import timezone

from tanym.adapters.pdf import certificate_pdf, supplement_pdf
from tanym.apps.credentials.in_log import stands
from tanym.apps.credentials.models import Credential
from tanym.core.credentials.log_place import place_in_log
from tanym.core.credentials.record import AwardRecord
from tanym.core.credentials.record_document import from_json


def kept_record(credential: Credential) -> dict[str, Any]:
    """What the document says, as it is kept: as it was corrected, or as it was awarded."""
    return dict(credential.record or credential.award.record)


def record_of(
    credential: Credential, read: Callable[[Mapping[str, Any]], AwardRecord] = from_json
) -> AwardRecord:
    """What the document says, with its address and number; `read` reads the record that is kept."""
    return replace(
        read(kept_record(credential)),
        id=f"{settings.TANYM.address}/c/{credential.public_id}",
        number=credential.number,
    )


def certificate_of(credential: Credential, language: str) -> bytes:
    """The certificate, with the signed file attached."""
    return certificate_pdf(
        record_of(credential),
        _address(credential),
        credential.number,
        language,
        bytes(credential.document),
        log=_log_line(credential, language),
    )


def supplement_of(credential: Credential, language: str) -> bytes:
    """The supplement to the certificate."""
    return supplement_pdf(record_of(credential), _address(credential), credential.number, language)


def _address(credential: Credential) -> str:
    return f"{settings.TANYM.address}/v/{credential.number}"


def _log_line(credential: Credential, language: str) -> str:
    """Where the award stands in the public log, for print; empty for a document that names no entry."""
    place = place_in_log(json.loads(bytes(credential.document)))
    found = stands(place, credential.number, timezone.now())
    return replace(found, code="credential.log-on-paper").sentence(language) if found and found.at else ""
