"""Issue the credential of an award."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.credentials.composing import composed, obey_rules
from tanym.apps.credentials.documents import record_of
from tanym.apps.credentials.issuer_keys import refuse_ended
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.signing import badge_key, signature_digest, signed
from tanym.apps.credentials.statuses import badge_spots, give
from tanym.apps.qualifications.actions.mark_issued import mark_issued
from tanym.apps.qualifications.models import Award


def issue(*, actor: Person | None, at: datetime, award: Award) -> Credential:
    """Compose, sign and keep the credential of an award; an award that has one already keeps it.

    The platform itself acts (`actor` is None): the decision was the award. The rules on issue are asked of what was
    signed, and the answer is kept. Raises what composing and signing raise, and `Refused`: `credential.rule-not-met`
    where a rule stands in the way, `credential.key-ended-already`; the award then waits for the next time.
    """
    with transaction.atomic():
        award = Award.objects.select_for_update(no_key=True).get(pk=award.pk)
        found = Credential.objects.filter(award=award).first()
        if found is not None:
            mark_issued(awards=[award])
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
        made.document = signed(composed(made, spots), body, at, signer)
        made.save(force_insert=True)
        refuse_ended(key)
        give(spots, made)
        obey_rules(made, record_of(made), at)
        mark_issued(awards=[award])
        details = {
            "award": str(award.public_id),
            "issuer": body.code,
            "signature": signature_digest(bytes(made.document)),
        }
        journal(actor=actor, at=at, action="credentials.issue", subject=made.subject, details=details)
        return made
