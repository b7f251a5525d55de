"""Papers of a credential: the certificate and its supplement, as PDF in the reader's language."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings

from tanym.adapters.pdf import certificate_pdf, supplement_pdf
from tanym.apps.credentials.models import Credential
from tanym.core.credentials.record import AwardRecord
from tanym.core.credentials.record_document import from_json


def record_of(credential: Credential) -> AwardRecord:
    """The record of an award with its address and number."""
    return replace(
        from_json(credential.award.record),
        id=f"{settings.TANYM.address}/c/{credential.public_id}",
        number=credential.number,
    )


def certificate_of(credential: Credential, language: str) -> bytes:
    """The certificate, with the signed file attached."""
    return certificate_pdf(
        record_of(credential), _address(credential), credential.number, language, bytes(credential.document)
    )


def supplement_of(credential: Credential, language: str) -> bytes:
    """The supplement to the certificate."""
    return supplement_pdf(record_of(credential), _address(credential), credential.number, language)


def _address(credential: Credential) -> str:
    return f"{settings.TANYM.address}/v/{credential.number}"
