"""The whole case as one document: its parts in their order, and the files that it carries inside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import override

from tanym.adapters.dossier import Attachment, Dossier, Section
from tanym.adapters.pdf import Paragraph
from tanym.apps.accounts.models import Person
from tanym.apps.audit import clock as timezone
from tanym.apps.files.actions.open_file import open_file
from tanym.apps.files.names import ENDINGS
from tanym.apps.recognition import reading
from tanym.apps.recognition.case_papers import asked, decided, history, judged, met
from tanym.apps.recognition.case_papers.teller import Teller
from tanym.apps.recognition.disclosure import is_open_to, tells
from tanym.apps.recognition.marks import across
from tanym.apps.recognition.models import EvidenceItem, RecognitionCase
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.seen import WHOLE, note_reading, of_file
from tanym.apps.recognition.tracks import track_of
from tanym.core.kernel.errors import TanymError

MOST_ATTACHED = 30 * 1024 * 1024
"""Bytes of files of evidence that one document carries; what is beyond is listed with its digest."""


def whole(case: RecognitionCase, reader: Person, at: datetime, site: str, language: str) -> Dossier:
    """The case for this reader on paper, and note that they took it with every file inside.

    What was judged stands in it as `disclosure` says, and so do the acts of the journal that name it. To the claimant it says how many voted for and
    against, and leaves out who. No file that a scanner found infected goes in.
    """
    tell = Teller(language)
    note_reading(case, reader, WHOLE, at)
    items = [item for item in case.evidence.select_related("file") if item.file is not None]
    inside: dict[int, str] = {}
    attachments: list[Attachment] = []
    for item, attachment in _files(case, items, reader, at, tell):
        inside[item.pk] = attachment.name
        attachments.append(attachment)
    entries, on = history.acts(case), timezone.localdate(at)
    told = {one.number for one in entries if tells(case, one, reader, on)}
    with override(language):
        sections = tuple(_sections(case, reader, on, tell, inside))
        proof = history.proof(case, tell, entries)
    return Dossier(
        language=language,
        sender=(tell.text(case.organisation.names), tell.text(of(case).procedure.words)),
        heading=tell("whole", number=case.number),
        subheading=tell.text(case.target["titles"]),
        reference=(tell.text(case.organisation.city), tell.day(at)),
        cover=(
            (tell.label("claimant", case), tell.name(case.claimant)),
            (tell("stage"), tell.text(reading.stage_words(case))),
            (tell("made-at"), tell.moment(at)),
            (tell("made-for"), tell.name(reader)),
            (tell("files-inside"), str(len(attachments))),
        ),
        contents=tell("contents"),
        sections=(*sections, proof),
        made_at=at,
        foot=tell("foot", number=case.number, day=tell.day(at)),
        address=f"{site}{reverse('recognition:case', args=[case.public_id])}",
        attachments=(*attachments, history.proof_file(entries, told, tell("proof-file"))),
        mark=across(case, language),
    )


def _sections(
    case: RecognitionCase, reader: Person, on: date, tell: Teller, inside: Mapping[int, str]
) -> Iterator[Section]:
    shown = is_open_to(case, reader, on)
    by_name = reader.pk != case.claimant_id
    yield asked.application(case, tell)
    yield asked.evidence(case, tell, inside, judged=shown)
    if case.target["outcomes"]:
        yield asked.matrix(case, tell, judged=shown)
    if not (shown and track_of(case).own_meetings):  # whose parts of the paper tell of them
        yield from (one for one in (met.meetings(case, reader, on, tell),) if one is not None)
    yield from (one for one in (met.needs(case, reader, on, tell),) if one is not None)
    if not shown:
        yield Section(tell("part.later"), (Paragraph(tell("shown-once-decided")),))
    else:
        made = decided.decisions(case, tell)
        by_appeal = [
            (
                decided.appeal(one, tell),
                judged.minutes(one, tell, by_name) if is_open_to(one, reader, on) else None,
                decided.on_appeal(one, tell),
                *made[number : number + 1],
            )
            for number, one in enumerate(case.appeals.all(), 1)
        ]
        parts = [
            judged.interview(case, tell),
            judged.judgements(case, reader, on, tell),
            *track_of(case).papers(case, reader, tell.language),
            judged.minutes(case, tell, by_name),
            *made[:1],
            *(part for parts in by_appeal for part in parts),
            decided.order(case, tell),
            decided.extract(case, tell),
        ]
        yield from (one for one in parts if one is not None)
    if (letters := history.letters(case, tell)) is not None:
        yield letters
    yield history.steps(case, tell)


def _files(
    case: RecognitionCase, items: list[EvidenceItem], reader: Person, at: datetime, tell: Teller
) -> Iterator[tuple[EvidenceItem, Attachment]]:
    """The files that go inside, as long as there is room, each noted as read."""
    left = MOST_ATTACHED
    for number, item in enumerate(items, 1):
        stored = item.file
        if stored is None or stored.size > left:
            continue
        try:
            content = open_file(actor=None, at=at, stored=stored)
        except TanymError:  # infected, or gone: its line says that it is kept apart
            continue
        left -= stored.size
        note_reading(case, reader, of_file(item), at)
        ending = ENDINGS.get(stored.media_type, ("",))[0]
        name = f"evidence-{number:02}-{stored.digest[:8]}{ending}"
        yield item, Attachment(name, content, stored.media_type, tell.text(item.titles))
