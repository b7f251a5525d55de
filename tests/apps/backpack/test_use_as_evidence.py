"""A document from the backpack as evidence: the case refers to the same file, and who works on it sees each check."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client as Browser

from tanym.apps.accounts.models import Person
from tanym.apps.backpack.actions.erase import erase
from tanym.apps.backpack.actions.take_in import take_in
from tanym.apps.backpack.actions.use_as_evidence import use_as_evidence
from tanym.apps.files.models import StoredFile
from tanym.apps.files.queries import path_of
from tanym.apps.qualifications.queries import disciplines
from tanym.apps.recognition.actions.apply import apply
from tanym.apps.recognition.models import EvidenceItem
from tanym.core.kernel.errors import NotFound, NotPermitted, Refused
from tests.apps.backpack.conftest import signed

pytestmark = pytest.mark.django_db


def test_a_case_refers_to_the_file_and_keeps_it_when_the_backpack_does_not(
    as_: Callable[[str], Browser],
    person: Callable[[str], Person],
    at: datetime,
    django_capture_on_commit_callbacks: Any,
) -> None:
    aigul, samal = person("aigul"), person("samal")
    held = take_in(actor=aigul, at=at, content=signed(aigul.email), came="file").credential
    case = apply(actor=aigul, at=at, discipline=disciplines().get(code="data-tables"))
    page = as_("aigul").get(f"/en/backpack/{held.public_id}/").content.decode()
    assert f"№ {case.number}" in page
    strange = as_("samal").post(
        f"/en/backpack/{held.public_id}/evidence/", {"case": case.public_id, "revision": case.revision}
    )
    assert strange.status_code == 404
    with pytest.raises(NotPermitted):
        use_as_evidence(actor=samal, at=at, credential=held, case=case.public_id, revision=case.revision)
    for _ in range(2):  # a double click
        answer = as_("aigul").post(
            f"/en/backpack/{held.public_id}/evidence/", {"case": case.public_id, "revision": case.revision}
        )
        assert answer.status_code == 302
    item = EvidenceItem.objects.get()
    assert (item.file, item.kind, item.title) == (held.file, "signed-credential", "Spreadsheets")
    assert (item.provider, item.checked["signature"]) == ("Lindenau University", "confirmed")
    assert StoredFile.objects.count() == 1
    case.refresh_from_db()
    with pytest.raises(Refused, match="twice"):
        use_as_evidence(actor=aigul, at=at, credential=held, case=case.public_id, revision=case.revision)

    address = f"/en/backpack/evidence/{case.public_id}/{item.public_id}/"
    shown = as_("aigul").get(address).content.decode()
    assert "Lindenau University" in shown
    assert "signature" in shown.lower()
    assert as_("samal").get(address).status_code == 404
    assert address in as_("aigul").get(f"/en/recognition/cases/{case.public_id}/").content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        assert erase(actor=aigul, at=at, credential=held, revision=held.revision) is False
    item.refresh_from_db()
    assert default_storage.exists(path_of(item.file.digest))
    assert as_("aigul").get(address).status_code == 200


def test_only_an_open_case_of_ones_own_takes_it(person: Callable[[str], Person], at: datetime) -> None:
    aigul, samal = person("aigul"), person("samal")
    held = take_in(actor=aigul, at=at, content=signed(aigul.email), came="file").credential
    hers = apply(actor=samal, at=at, discipline=disciplines().get(code="data-tables"))
    with pytest.raises(NotFound):
        use_as_evidence(actor=aigul, at=at, credential=held, case=hers.public_id, revision=hers.revision)
