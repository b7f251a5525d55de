"""A signed document as evidence: the same verifier as everywhere on the platform, also for the platform's own documents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tanym.apps.accounts.models import Person
from tanym.apps.credentials.actions.suspend import suspend
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.verification import verify
from tanym.apps.qualifications.queries import disciplines
from tanym.apps.recognition.actions.add_evidence import Given, add_evidence
from tanym.apps.recognition.actions.apply import apply
from tanym.apps.recognition.models import EvidenceItem
from tanym.core.recognition.evidence import EvidenceKind
from tests.apps.credentials.conftest import award, issued

pytestmark = pytest.mark.django_db
__all__ = ["award", "issued"]  # fixtures

GIVEN = Given(kind=EvidenceKind.SIGNED_CREDENTIAL, title="Data analysis")


@pytest.mark.parametrize("suspended", [False, True])
def test_a_document_of_this_platform_is_verified_as_on_the_page_of_the_check(
    issued: Credential, person: Callable[[str], Person], at: datetime, suspended: bool
) -> None:
    if suspended:
        zhanar: Any = person("zhanar")
        suspend(
            actor=zhanar, at=at, credential=issued, revision=issued.revision, reason="An appeal.", until=None
        )
    issued.refresh_from_db()
    content = bytes(issued.document)
    case = apply(actor=issued.holder, at=at, discipline=disciplines().get(code="data-tables"))
    upload = SimpleUploadedFile("badge.json", content, "application/json")
    add_evidence(actor=issued.holder, at=at, case=case, revision=case.revision, given=GIVEN, upload=upload)
    kept = EvidenceItem.objects.get().checked
    assert kept["signature"] == "confirmed"
    assert kept["status"] == ("not-confirmed" if suspended else "confirmed")
    page = {one.name.value: one.outcome.value for one in verify(content, at).checks}
    assert kept == {name: page[name] for name in kept}
