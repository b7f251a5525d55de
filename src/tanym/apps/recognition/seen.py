"""Who read what of a case: noted once a person, thing and day, in the journal as every other act; the claimant reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import say
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.recognition.models import EvidenceItem, Reading, RecognitionCase
from tanym.core.kernel.localized import LANGUAGES, choose

CASE, MINUTES, LETTER, WHOLE, LINE = "case", "minutes", "letter", "whole", "line"
ROOM, SITTING, WORKBENCH, BACKGROUND = "room", "sitting", "workbench", "background"
FILE = "file:"
ACTION = "recognition.read"


@dataclass(frozen=True, slots=True)
class Seen:
    """That somebody read something, for a reader: in words by language, when, and the number of the act that proves it."""

    by: Person
    at: datetime
    words: Mapping[str, str]
    act: int | None


def note_reading(case: RecognitionCase, reader: Person, thing: str, at: datetime) -> bool:
    """Note that somebody read a thing of a case; whether it is the first time that day. The claimant's own is not noted."""
    if reader.pk == case.claimant_id:
        return False
    on = timezone.localdate(at)
    if Reading.objects.filter(case=case, person=reader, thing=thing, on=on).exists():
        return False
    with transaction.atomic():
        noted, first = Reading.objects.get_or_create(
            case=case, person=reader, thing=thing, on=on, defaults={"at": at}
        )
        if first:
            act = journal(
                actor=reader,
                at=at,
                action=ACTION,
                subject=f"recognition.case:{case.public_id}",
                details={"thing": thing},
            )
            noted.act = act.number
            noted.save(update_fields=["act"])
    return first


def of_file(item: EvidenceItem) -> str:
    """The name of the file of a piece of evidence among the things that are read."""
    return f"{FILE}{item.public_id}"


def who_read(case: RecognitionCase) -> list[Seen]:
    """Everything that anybody but the claimant read of a case, the latest first."""
    titles = {of_file(item): item.titles for item in case.evidence.select_related("award")}
    return [
        Seen(one.person, one.at, _words(one.thing, titles), one.act)
        for one in case.readings.select_related("person")
    ]


def _words(thing: str, titles: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    if not thing.startswith(FILE):
        return {language: say(f"recognition.seen.{thing}", language) for language in LANGUAGES}
    of = titles.get(thing, {})
    return {
        language: say("recognition.seen.file", language, title=choose(of, language)[0] or "—")
        for language in LANGUAGES
    }
