"""Propose an edition of a framework, a standard or a profession."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.standards import notices
from tanym.apps.standards.contents import kind, titles_of
from tanym.apps.standards.models import Edition, Proposal
from tanym.apps.standards.permissions import permit_keeper
from tanym.apps.standards.queries import dated
from tanym.core.kernel.errors import InvalidValue
from tanym.core.standards import editions

EVIDENCE = ("V", "S", "U", "I")


@dataclass(frozen=True, slots=True)
class Approved:
    """By which act an edition was approved, and from when until when it holds.

    `act` and `body` are texts by language; `evidence`: V read, S secondary source, U not read, I illustrative.
    """

    since: date
    until: date | None = None
    act: Mapping[str, str] = field(default_factory=dict)
    number: str = ""
    on: date | None = None
    body: Mapping[str, str] = field(default_factory=dict)
    url: str = ""
    evidence: str = "U"

    def basis(self) -> dict[str, Any]:
        """The act as it is kept, without what is not known."""
        said = {
            "act": dict(self.act),
            "number": self.number,
            "on": self.on.isoformat() if self.on else "",
            "body": dict(self.body),
            "url": self.url,
        }
        return {name: value for name, value in said.items() if value}


def propose(
    *,
    actor: Person,
    at: datetime,
    register: str,
    document: Mapping[str, Any],
    approved: Approved,
    once: uuid.UUID,
    source: str = "",
) -> Proposal:
    """Lay an edition before a second person; the register itself stays as it is.

    `once` names this very act: a second click finds the proposal of the first. Raises `NotPermitted`, `InvalidDocument`
    (all faults with their places), `InvalidValue` (`standard.interval`, `standard.unnamed-act`), `Refused`
    (`standard.since-not-later`).
    """
    permit_keeper("propose", actor, timezone.localdate(at), register)
    content = kind(register).read(document)
    if approved.evidence not in EVIDENCE:
        raise InvalidValue("standard.evidence", found=approved.evidence)
    if not approved.act:
        raise InvalidValue("standard.unnamed-act")
    code = content.code
    with transaction.atomic():
        earlier = Edition.objects.filter(instrument__register=register, instrument__code=code)
        editions.admit(
            [dated(one) for one in earlier],
            editions.Edition(0, approved.since, timezone.localdate(at), approved.until),
        )
        proposal, new = Proposal.objects.get_or_create(
            public_id=once,
            defaults={
                "register": register,
                "code": code,
                "titles": dict(titles_of(content)),
                "content": kind(register).write(content),
                "since": approved.since,
                "until": approved.until,
                "basis": approved.basis(),
                "evidence": approved.evidence,
                "source": source,
                "proposed_by": actor,
                "proposed_at": at,
            },
        )
        if new:
            journal(
                actor=actor,
                at=at,
                action="standards.propose",
                subject=f"standards.proposal:{proposal.public_id}",
                details={"register": register, "code": code, "since": approved.since.isoformat()},
            )
            notices.ask_second(proposal, at=at)
        return proposal
