"""Adopt what another person proposed: put an edition into the register, or withdraw one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.policy.actions.check import check
from tanym.apps.policy.queries import calendar
from tanym.apps.standards import notices
from tanym.apps.standards.contents import PROFESSIONS
from tanym.apps.standards.models import Edition, Instrument, Proposal
from tanym.apps.standards.permissions import permit_keeper
from tanym.apps.standards.queries import dated, proposed_content
from tanym.core.kernel.canonical import digest
from tanym.core.kernel.errors import NotFound, Refused
from tanym.core.standards import editions
from tanym.core.standards.profession import facts


def adopt(*, actor: Person, at: datetime, proposal: Proposal) -> Edition:
    """Write what was proposed into the register, by a second person; a profession is checked by the rules of the day.

    A second click finds it done. Raises `NotPermitted`, `Refused` (`standard.second-person`, `standard.decided`,
    `standard.since-not-later`, `standard.withdrawn`, `standard.rules-not-met`).
    """
    permit_keeper("adopt", actor, timezone.localdate(at), proposal.register)
    with transaction.atomic():
        kept = Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
        instrument, _ = Instrument.objects.select_for_update(no_key=True).get_or_create(
            register=kept.register, code=kept.code
        )
        if kept.stage == "adopted" and kept.decided_by_id == actor.pk:
            return _edition(instrument, kept)
        if kept.stage != "waiting":
            raise Refused("standard.decided")
        if kept.proposed_by_id == actor.pk:
            raise Refused("standard.second-person")
        edition = (
            _enter(instrument, kept, actor, at) if kept.act == "adopt" else _withdraw(instrument, kept, at)
        )
        kept.stage, kept.decided_by, kept.decided_at = "adopted", actor, at
        kept.basis = {**kept.basis, "edition": edition.number}
        kept.save()
        journal(
            actor=actor,
            at=at,
            action=f"standards.{kept.act}",
            subject=f"standards.instrument:{instrument.public_id}",
            details={
                "register": kept.register,
                "code": kept.code,
                "edition": edition.number,
                "digest": edition.digest,
                "since": kept.since.isoformat(),
                "until": kept.until.isoformat() if kept.until else None,
            },
        )
        notices.tell_proposer(kept, "standards.letter.adopted", at=at)
        return edition


def _edition(instrument: Instrument, proposal: Proposal) -> Edition:
    return Edition.objects.get(instrument=instrument, number=proposal.basis["edition"])


def _enter(instrument: Instrument, proposal: Proposal, actor: Person, at: datetime) -> Edition:
    earlier = list(instrument.editions.all())
    new = editions.Edition(len(earlier) + 1, proposal.since, timezone.localdate(at), proposal.until)
    editions.admit([dated(one) for one in earlier], new)
    return Edition.objects.create(
        instrument=instrument,
        number=new.number,
        titles=proposal.titles,
        content=proposal.content,
        digest=digest(proposal.content),
        since=proposal.since,
        until=proposal.until,
        basis=proposal.basis,
        evidence=proposal.evidence,
        report=_checked(instrument, proposal, at) if proposal.register == PROFESSIONS else "",
        proposed_by=proposal.proposed_by,
        adopted_by=actor,
        recorded_at=at,
    )


def _checked(instrument: Instrument, proposal: Proposal, at: datetime) -> str:
    """The report on the entry of a profession; what blocks, refuses."""
    on = timezone.localdate(at)
    kept, report = check(
        at=at,
        on=on,
        subject="profession",
        facts=facts(proposed_content(proposal), on, calendar()),
        of=f"standards.instrument:{instrument.public_id}",
    )
    if report.blocking:
        raise Refused("standard.rules-not-met", rules=", ".join(one.rule for one in report.blocking))
    return kept.digest


def _withdraw(instrument: Instrument, proposal: Proposal, at: datetime) -> Edition:
    edition = instrument.editions.filter(number=proposal.basis.get("edition")).first()
    if edition is None:
        raise NotFound("standard.unknown", code=proposal.code)
    editions.admit_withdrawal(dated(edition), proposal.since)
    edition.withdrawn_from = proposal.since
    edition.withdrawal_recorded_at = at
    edition.withdrawal_reason = proposal.reason
    edition.save()
    return edition
