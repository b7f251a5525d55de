"""The office that keeps standards: a document to upload, and proposals made and adopted by its two officers."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tanym.adapters.word import write_blocks
from tanym.apps.accounts.models import Person
from tanym.apps.standards.actions.adopt import adopt
from tanym.apps.standards.actions.propose import Approved, propose
from tanym.apps.standards.contents import STANDARDS
from tanym.apps.standards.models import Edition, Proposal
from tanym.core.standards.document_writing import write_document
from tanym.core.standards.flat import read_flat, write_flat
from tanym.core.standards.standard import OccupationalStandard, document
from tanym.rulepacks.standards import structures
from tests.core.standards.test_document import UPHOLSTERER, changed

ACT = {"ru": "Приказ (вымышлен)"}


@dataclass
class Office:
    """Aidos proposes, Nazym adopts."""

    person: Callable[[str], Person]
    at: datetime

    def proposed(
        self,
        standard: OccupationalStandard = UPHOLSTERER,
        since: date = date(2026, 1, 1),
        register: str = STANDARDS,
        written: Mapping[str, Any] | None = None,
    ) -> Proposal:
        """A proposal by Aidos."""
        return propose(
            actor=self.person("aidos"),
            at=self.at,
            register=register,
            document=document(standard) if written is None else written,
            approved=Approved(since=since, act=ACT, number="7", evidence="I"),
            once=uuid.uuid4(),
        )

    def adopted(self, *given: Any, **more: Any) -> Edition:
        """The same, adopted by Nazym."""
        return adopt(actor=self.person("nazym"), at=self.at, proposal=self.proposed(*given, **more))


@pytest.fixture
def office(person: Callable[[str], Person], at: datetime) -> Office:
    """The office of the keepers."""
    return Office(person, at)


def in_kazakh(standard: OccupationalStandard) -> OccupationalStandard:
    """The same standard with every text in Kazakh instead of Russian."""
    lines = [{**line, "kk": line["ru"] and f"қз {line['ru']}", "ru": ""} for line in write_flat(standard)]
    read, faults = read_flat(lines, OccupationalStandard)
    assert read is not None, faults
    return read


def as_file(
    standard: OccupationalStandard, language: str = "ru", old: str = "", new: str = ""
) -> SimpleUploadedFile:
    """The document of a standard as an upload, one text replaced by another."""
    structure = next(one for one in structures() if one.language == language)
    blocks = write_document(standard, structure)
    if old:
        blocks = changed(blocks, old, new)
    return SimpleUploadedFile("standard.docx", write_blocks(blocks))


def form(**given: Any) -> dict[str, Any]:
    """What the page of uploading sends."""
    return {
        "once": str(uuid.uuid4()), "act-ru": "Приказ (вымышлен)", "number": "7", "since": "2026-01-01",
        "evidence": "I", **given,
    }  # fmt: skip
