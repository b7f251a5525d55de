"""Describe in own words what one can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.deciding import carry_out
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.notices import announce
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.proceedings import locked, note, own, repeated, require, take, touch
from tanym.apps.validation.models import SelfDescription
from tanym.apps.validation.permissions import TABLE
from tanym.apps.validation.queries import route_of
from tanym.core.kernel.errors import InvalidValue

CAN = ("yes", "partly", "not-yet")
DESCRIBE, GO_ON = "describe", "go-on"


@dataclass(frozen=True, slots=True)
class Described:
    """What somebody says of one outcome: whether they can do it, how, and what they could show."""

    can: str
    words: str = ""
    could_show: str = ""


def describe(
    *,
    actor: Person,
    at: datetime,
    case: RecognitionCase,
    revision: int | None,
    described: Mapping[str, Described],
    go_on: bool = False,
) -> RecognitionCase:
    """Keep the own words; with `go_on` the identification ends there and the gathering of evidence begins.

    Words may be mended until the case is sent. Raises `InvalidValue` (`judgement.unknown-outcome`, `validation.can`),
    and as `advance`: an outcome without an answer is named as missing.
    """
    permit(TABLE, "describe", actor, timezone.localdate(at), owner=case.claimant)
    with transaction.atomic():
        found = locked(case)
        sent = (sorted((name, one.can, one.words, one.could_show) for name, one in described.items()), go_on)
        if repeated(found, actor=actor, act=GO_ON if go_on else DESCRIBE, revision=revision, sent=sent):
            return found
        require(of(found).guarded(found.stage, "documents-given"), found)
        own(found, "claimant", actor, at)
        known = {one["id"] for one in found.target["outcomes"]}
        route = route_of(found)
        for outcome, said in described.items():
            if outcome not in known:
                raise InvalidValue("judgement.unknown-outcome", outcome=outcome[:40])
            if said.can not in CAN:
                raise InvalidValue("validation.can")
            SelfDescription.objects.update_or_create(
                route=route,
                outcome=outcome,
                defaults={
                    "can": said.can,
                    "words": said.words.strip(),
                    "could_show": said.could_show.strip(),
                    "at": at,
                },
            )
        note(found, actor=actor, at=at, verb="describe", details={"outcomes": len(described)})
        if not go_on:
            touch(found, actor=actor, act=DESCRIBE)
            return found
        moved = take(found, actor=actor, at=at, step=GO_ON)
        carry_out(found, moved, actor=actor, at=at)
        announce(found, moved, at=at)
        return found
