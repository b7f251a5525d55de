"""Issue the credential of an award."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.credentials.checking import facts_of_issue
from tanym.apps.credentials.in_log import place_of
from tanym.apps.credentials.models import Credential, StatusList
from tanym.apps.credentials.signing import list_address, signed
from tanym.apps.organisations.models import Organisation
from tanym.apps.policy.actions.check import check
from tanym.apps.qualifications.actions.mark_issued import mark_issued
from tanym.apps.qualifications.models import Award
from tanym.core.credentials.compose.open_badge import open_badge
from tanym.core.credentials.record import AwardRecord, Kind
from tanym.core.credentials.record_document import from_json
from tanym.core.credentials.status.bitstring import StatusEntry
from tanym.core.kernel.errors import Refused

FULL = 2  # a list that is half full gets a successor: random places stay easy to find


def issue(*, actor: Person | None, at: datetime, award: Award) -> Credential:
    """Compose, sign and keep the credential of an award; an award that has one already keeps it.

    The platform itself acts (`actor` is None): the decision was the award. The rules on issue are asked of what was
    signed, and the answer is kept. Raises what composing and signing raise, and `Refused("credential.rule-not-met")`
    where a rule stands in the way; the award then waits for the next time.
    """
    with transaction.atomic():
        award = Award.objects.select_for_update().get(pk=award.pk)
        found = Credential.objects.filter(award=award).first()
        if found is not None:
            mark_issued(award=award)
            return found
        body = award.awarding_body
        made = Credential(
            award=award, holder=award.person, number=award.number, status_list=_list(body, at), issued_at=at
        )
        made.status_index = _place(made.status_list)
        record = replace(
            from_json(award.record), id=f"{settings.TANYM.address}/c/{made.public_id}", number=award.number
        )
        status = StatusEntry(list_address(made.status_list), made.status_index, made.status_list.purpose)
        made.document = signed(open_badge(record, status=status, log=place_of(award)), body, at)
        made.save(force_insert=True)
        _obey_rules(made, record, at)
        mark_issued(award=award)
        journal(
            actor=actor,
            at=at,
            action="credentials.issue",
            subject=made.subject,
            details={"award": str(award.public_id), "issuer": body.code},
        )
        return made


def _obey_rules(made: Credential, record: AwardRecord, at: datetime) -> None:
    """A statement of recognition is a decision and no micro-qualification, so these rules do not bind it."""
    if record.kind is not Kind.MICRO_QUALIFICATION:
        return
    on = made.award.conferred_on
    report = check(
        at=at,
        on=on,
        subject="issue",
        facts=facts_of_issue(made, record, on),
        of=made.subject,
        institution=made.award.awarding_body.code,
    )[1]
    for finding in report.blocking:
        raise Refused("credential.rule-not-met", rule=finding.rule)


def _list(body: Organisation, at: datetime) -> StatusList:
    """The list of this issuer that takes new entries, locked; a new one where there is none or the last is half full."""
    last = (
        StatusList.objects.select_for_update()
        .filter(issuer=body, purpose="revocation")
        .order_by("-pk")
        .first()
    )
    if last is not None and last.credentials.count() * FULL < last.entries:
        return last
    return StatusList.objects.create(issuer=body, changed_at=at)


def _place(of: StatusList) -> int:
    """A free place at random: the order of issuing cannot be read from the places."""
    taken = set(of.credentials.values_list("status_index", flat=True))
    while (place := secrets.randbelow(of.entries)) in taken:
        pass
    return place
