"""What an issued document shows to the rules: its record, its seal, its status, and how it is shared."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone

from tanym.apps.credentials.models import Credential
from tanym.apps.qualifications.entitlement import ACTIVITIES, entitled
from tanym.apps.qualifications.models import Award
from tanym.core.credentials.issue_facts import document_facts, record_facts, status_facts
from tanym.core.credentials.plain import read
from tanym.core.credentials.record import AwardRecord
from tanym.core.credentials.use_facts import Sharing, use_facts
from tanym.core.kernel.canonical import digest
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.rules.types import Interval
from tanym.rulepacks.words import core_words

FORMATS = ("json-ld", "pdf")
"""What a holder downloads: the signed file itself (Open Badges 3.0), and papers."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is the same for all awards of a version by a body on a day: the right to award, and which text was approved."""

    authorised: Interval | None
    version: str
    assessed: str


def standing_of(award: Award, on: date) -> Standing:
    """The standing of an award on its day."""
    version = award.version
    right = entitled(award.awarding_body, on, ACTIVITIES[award.kind], version=version)
    return Standing(
        Interval(right.since, right.until) if right.entitled else None,
        digest(version.content) if version else "",
        version.digest if version else "",
    )


def facts_of_issue(
    made: Credential,
    record: AwardRecord,
    on: date,
    standing: Standing | None = None,
    document: Mapping[str, Any] | None = None,
) -> dict[str, object]:
    """The facts of a signed document and of the award behind it, as of the day of the award.

    `standing` and `document` for a caller that has them: the latter is the file of `made`, read.
    """
    known = standing or standing_of(made.award, on)
    found = record_facts(
        record, on, authorised=known.authorised, version=known.version, assessed=known.assessed
    )
    found |= document_facts(
        document or json.loads(bytes(made.document)),
        check_address=f"{settings.TANYM.address}/v/{made.number}",
        no_decision=core_words().say("certificate.not-decision", "en"),  # it stands on the supplement
    )
    found |= status_facts(
        revoked_on=timezone.localdate(made.revoked_at) if made.revoked_at else None,
        suspended_on=timezone.localdate(made.suspended_at) if made.suspended_at else None,
        reasoned=bool((made.revoked_for if made.revoked_at else made.suspended_for).strip()),
    )
    if record.grade is not None and record.grade.percent is not None:
        found |= {"result.percent": record.grade.percent * 100, "result.letter": record.grade.letter}
    return found


def facts_of_use(found: Credential) -> dict[str, object]:
    """The facts of a document with the links that its holder has not withdrawn."""
    links = [
        Sharing(str(one.pk), timezone.localdate(one.made_at), one.until)
        for one in found.links.filter(withdrawn_at__isnull=True)
    ]
    labels = {language: core_words().say("verify.fact.issued-by", language) for language in LANGUAGES}
    return use_facts(read(json.loads(bytes(found.document))), links, formats=FORMATS, labels=labels)
