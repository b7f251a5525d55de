"""Use a document that one brought in as evidence in a case of recognition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.backpack.models import ImportedCredential
from tanym.apps.backpack.permissions import TABLE
from tanym.apps.backpack.transcripts import ELMO
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.actions.add_evidence import Given, add_evidence
from tanym.apps.recognition.queries import case as find_case
from tanym.core.kernel.localized import choose
from tanym.core.recognition.evidence import EvidenceKind

LONGEST, LONGEST_TEXT = 300, 6000
_HOURS = re.compile(r"PT(\d{1,4})H(?:(\d{1,2})M)?")


def use_as_evidence(
    *,
    actor: Person,
    at: datetime,
    credential: ImportedCredential,
    case: UUID,
    revision: int,
    outcomes: Iterable[str] = (),
) -> None:
    """The case refers to the same stored file; its signature and status are asked anew at this moment.

    Raises as `add_evidence`: `Refused("evidence.twice")` where the case has it already.
    """
    on = timezone.localdate(at)
    permit(TABLE, "use_as_evidence", actor, on, owner=credential.owner)
    says = credential.says
    can = [_text(one, actor) for one in says["can"]] or [_text(says["about"], actor), says["criteria"]]
    given = Given(
        kind=EvidenceKind.TRANSCRIPT if credential.format == ELMO else EvidenceKind.SIGNED_CREDENTIAL,
        title=_text(says["title"], actor)[:LONGEST] or credential.file.name,
        provider=_text(says["issuer"], actor)[:LONGEST],
        dated=date.fromisoformat(says["on"]) if says["on"] else None,
        minutes=_minutes(says["workload"]),
        text="\n".join(one for one in can if one)[:LONGEST_TEXT],
    )
    add_evidence(
        actor=actor,
        at=at,
        case=find_case(case, actor, on),
        revision=revision,
        outcomes=outcomes,
        given=given,
        stored=credential.file,
    )


def _text(texts: Mapping[str, str], reader: Person) -> str:
    return choose(texts, reader.language)[0]


def _minutes(workload: str) -> int | None:
    found = _HOURS.fullmatch(workload)
    return int(found[1]) * 60 + int(found[2] or 0) if found else None
