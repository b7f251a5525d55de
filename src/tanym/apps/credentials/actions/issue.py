"""Issue the credential of an award."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.credentials.batch import Batch
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.statuses import take
from tanym.apps.credentials.writing import written
from tanym.apps.qualifications.actions.mark_issued import mark_issued
from tanym.apps.qualifications.models import Award
from tanym.core.kernel.errors import Refused


def issue(*, actor: Person | None, at: datetime, award: Award) -> Credential:
    """Compose, sign and keep the credential of an award, as one of many; an award that has one already keeps it.

    The platform itself acts (`actor` is None): the decision was the award. The rules on issue are asked of what was
    signed, and the answer is kept. Nothing is locked while it is signed: not for a transaction of a caller. Raises what
    composing and signing raise, and `Refused`: `credential.rule-not-met` where a rule stands in the way,
    `credential.key-ended-already`, `award.annulled`; the award then waits for the next time.
    """
    found = Credential.objects.filter(award=award).first()
    if found is None:
        batch = Batch(award.awarding_body, at)
        (places,) = take(award.awarding_body, 1, at)
        ready = batch.one(award, places)
        with transaction.atomic():
            for made in written([ready], batch, actor, at):
                return made
        found = _issued_meanwhile(award)
    mark_issued(awards=[award])
    return found


def _issued_meanwhile(award: Award) -> Credential:
    found = Credential.objects.filter(award=award).first()
    if found is None:
        annulled = Award.objects.get(pk=award.pk).annulled_on or timezone.localdate()
        raise Refused("award.annulled", on=annulled.isoformat())
    return found
