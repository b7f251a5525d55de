"""Reads the documents of a case, and fills the lines of the evaluation that they answer; the rating stays a person's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from tanym.apps.evaluation.models import AuthenticityCheck, Evaluation, Finding, StatusSource
from tanym.apps.files.queries import content as content_of
from tanym.apps.qualifications.entitlement import right_of
from tanym.apps.recognition.casefile import DOCUMENTED
from tanym.apps.recognition.models import EvidenceItem, RecognitionCase
from tanym.core.credentials.checks import CITATIONS, Check, Name, Outcome
from tanym.core.credentials.convert.conversion import read_source
from tanym.core.credentials.evaluation import Said, evaluation_sheet
from tanym.core.credentials.record import AwardRecord
from tanym.core.credentials.record_document import from_json
from tanym.core.kernel.errors import TanymError
from tanym.core.recognition.foreign.authenticity import Method, Standing, signature_judged
from tanym.core.recognition.foreign.file import MICRO
from tanym.core.recognition.foreign.prefill import Line, filled

LARGEST = 1024 * 1024
"""Bytes of a file that is read for its content."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a case as it was read: what it says, and the lines that it answers; no record, nothing to read."""

    item: EvidenceItem
    record: AwardRecord | None = None
    lines: tuple[Line, ...] = ()


def read_documents(case: RecognitionCase, at: datetime) -> list[Document]:
    """The documents among the evidence, those that can be read by a machine with what they say."""
    items = case.evidence.filter(kind__in=DOCUMENTED).select_related("award__awarding_body", "file")
    return [_read(item, timezone.localdate(at)) for item in items]


def fill(kept: Evaluation, documents: Sequence[Document], at: datetime) -> int:
    """Fill lines that nobody has rated, record what the verifier said, and the registers' answer on own awards.

    The number of lines filled. Of several documents the first that answers a line counts.
    """
    today, count = timezone.localdate(at), 0
    for document in documents:
        _check(kept, document.item, today, at)
        _status(kept, document.item, today, at)
        for line in document.lines:
            made, new = Finding.objects.get_or_create(
                evaluation=kept, part=line.part, name=line.name, defaults={"at": at}
            )
            if not new and (made.rating or made.said):
                continue
            made.said = [_written(one) for one in line.said]
            made.source, made.on, made.at = line.source, line.on, at
            made.save()
            count += 1
    return count


def record_in(item: EvidenceItem) -> AwardRecord | None:
    """What a document says, if a machine can read it; what it lacks makes it no less a document."""
    if item.award is not None:
        return from_json(item.award.record)
    if item.file is None or item.kind != "signed-credential" or item.file.size > LARGEST:
        return None
    try:
        return read_source(content_of(item.file), item.case.claimant.name_passport).records[0]
    except TanymError:
        return None


def read_so_far(case: RecognitionCase) -> dict[str, Any]:
    """What the first document that a machine can read says of itself: a proposal for the description."""
    items = case.evidence.filter(kind__in=DOCUMENTED).select_related(
        "award__awarding_body", "file", "case__claimant"
    )
    record = next((found for item in items if (found := record_in(item)) is not None), None)
    if record is None:
        given = next((item for item in items if item.provider or item.dated), None)
        return {"institution": given.provider, "award_day": given.dated} if given else {}
    return {
        "kind": MICRO,
        "mode": record.participation if record.participation in ("online", "onsite", "blended") else "",
        "institution": next(iter(record.awarding.names.values()), ""),
        "country": record.awarding.country,
        "award_day": timezone.localdate(record.awarded_at),
    }


def _read(item: EvidenceItem, today: date) -> Document:
    record = record_in(item)
    if record is None:
        return Document(item)
    sheet = evaluation_sheet(record, right="unknown", lines=(), checks=_checks(item), checked_on=today)
    return Document(item, record, filled(sheet, today))


def _checks(item: EvidenceItem) -> list[Check]:
    known = {str(name): name for name in Name}
    return [
        Check(known[name], Outcome(outcome), "", CITATIONS[known[name]])
        for name, outcome in item.checked.items()
        if name in known
    ]


def _check(kept: Evaluation, item: EvidenceItem, today: date, at: datetime) -> None:
    """What the verifier said of a signed document, and of an own award what the platform knows of it."""
    if item.award is not None:
        method, outcome, note = Method.REGISTER, Outcome.CONFIRMED, item.award.number
        if item.award.annulled_on:
            outcome = Outcome.NOT_CONFIRMED
    elif item.checked:
        judged = signature_judged(item.checked)
        method, outcome, note = Method.SIGNATURE, judged.outcome, ""
    else:
        return
    AuthenticityCheck.objects.get_or_create(
        evaluation=kept, item=item, method=method, outcome=outcome, on=today, by=None,
        defaults={"note": note, "at": at},
    )  # fmt: skip


def _status(kept: Evaluation, item: EvidenceItem, today: date, at: datetime) -> None:
    """What the public registers say of the body of an own award on the day of the award."""
    if item.award is None or kept.award_day is None:
        return
    right = right_of(item.award)
    for line in right.lines:
        StatusSource.objects.get_or_create(
            evaluation=kept, name=line.register, for_day=item.award.conferred_on,
            defaults={
                "official": True, "looked_on": today, "at": at,
                "standing": Standing.RECOGNISED if right.entitled else Standing.NOT_RECOGNISED,
            },
        )  # fmt: skip


def _written(said: Said) -> dict[str, Any]:
    return {"code": said.code, "details": {name: _plain(one) for name, one in said.details.items()}}


def _plain(value: object) -> object:
    """A detail of a sentence as JSON keeps it; `shown.said_again` reads it back."""
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Mapping):
        return {"texts": dict(value)}
    return value if value is None or isinstance(value, str | int | float) else str(value)
