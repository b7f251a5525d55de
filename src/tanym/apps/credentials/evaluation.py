"""The evaluation sheet of a document of ours: what an evaluator abroad asks, from the award, the registers and a check made now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from tanym.adapters.pdf import evaluation_pdf
from tanym.apps.credentials.documents import record_of
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.verification import verify
from tanym.apps.qualifications.entitlement import right_of
from tanym.apps.registers.queries import definition
from tanym.core.credentials.evaluation import RegisterLine, Sheet, confirmed_now, evaluation_sheet
from tanym.core.credentials.record import AwardRecord


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A sheet with the award that it is of, and whether the signature was confirmed just now."""

    record: AwardRecord
    sheet: Sheet
    proven: bool
    at: datetime


def evaluation_of(credential: Credential, at: datetime) -> Evaluation:
    """The sheet of a document, checked at this moment."""
    record, right = record_of(credential), right_of(credential.award)
    checks = verify(bytes(credential.document), at).checks
    lines = [
        RegisterLine(definition(one.register).words, one.number, one.status, one.since, one.until)
        for one in right.lines
    ]
    sheet = evaluation_sheet(
        record, right=right.answer, lines=lines, checks=checks, checked_on=timezone.localdate(at)
    )
    return Evaluation(record, sheet, confirmed_now(checks), at)


def evaluation_paper(found: Evaluation, address: str, language: str) -> bytes:
    """The sheet on paper; `address` is that of the public check."""
    return evaluation_pdf(found.record, found.sheet, address, language, found.at, proven=found.proven)
