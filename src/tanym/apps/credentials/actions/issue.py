"""Issue the credential of an award."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.credentials.checking import facts_of_issue
from tanym.apps.credentials.in_log import place_of
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.signing import badge_key, signature_digest, signed
from tanym.apps.credentials.statuses import badge_spots, give, with_status
from tanym.apps.policy.actions.check import check
from tanym.apps.qualifications.actions.mark_issued import mark_issued
from tanym.apps.qualifications.models import Award
from tanym.core.credentials.compose.open_badge import open_badge
from tanym.core.credentials.record import AwardRecord, Kind
from tanym.core.credentials.record_document import from_json
from tanym.core.kernel.errors import Refused


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
        key, signer = badge_key(body, at)
        spots = badge_spots(body, at)
        made = Credential(
            award=award,
            holder=award.person,
            number=award.number,
            status_list=spots[0].status_list,
            status_index=spots[0].index,
            issued_at=at,
            signed_with=key,
        )
        record = replace(
            from_json(award.record), id=f"{settings.TANYM.address}/c/{made.public_id}", number=award.number
        )
        composed = with_status(open_badge(record, status=spots[0].entry, log=place_of(award)), spots)
        made.document = signed(composed, body, at, signer)
        made.save(force_insert=True)
        give(spots, made)
        _obey_rules(made, record, at)
        mark_issued(award=award)
        journal(
            actor=actor,
            at=at,
            action="credentials.issue",
            subject=made.subject,
            details={
                "award": str(award.public_id),
                "issuer": body.code,
                "signature": signature_digest(bytes(made.document)),
            },
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
