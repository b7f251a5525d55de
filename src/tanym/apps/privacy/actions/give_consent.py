"""Give a consent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import permit
from tanym.apps.policy.actions.keep import keep
from tanym.apps.policy.queries import stack
from tanym.apps.privacy.models import Consent
from tanym.apps.privacy.permissions import TABLE
from tanym.apps.privacy.wording import worded

FORM = "other-provable"
"""Law 94-V, art. 8(1): neither on paper nor by the state's service; the signed-in account and the journal prove it."""


def give_consent(
    *,
    actor: Person,
    at: datetime,
    organisation: Organisation,
    about: str,
    number: str,
    titles: Mapping[str, str],
    address: str,
) -> Consent | None:
    """Keep the words that the actor has read and agreed to, with the versions of the packs that gave them.

    Given once for a thing as long as it was not taken back; None where the packs in force have no text of a consent.
    Raises as `worded`.
    """
    today = timezone.localdate(at)
    permit(TABLE, "give_consent", actor, today, owner=actor)
    with transaction.atomic():
        before = Consent.objects.filter(person=actor, about=about, taken_back_at=None).first()
        if before is not None:
            return before
        said = worded(actor, organisation, number, titles, today)
        if said is None:
            return None
        keep(at=at, stack=stack(today, organisation.code))
        made = Consent.objects.create(
            person=actor,
            organisation=organisation,
            about=about,
            titles=dict(titles),
            address=address,
            heading=dict(said.heading),
            words={language: list(lines) for language, lines in said.lines.items()},
            fields=list(said.fields),
            digest=said.digest,
            language=get_language() or actor.language,
            packs=dict(said.packs),
            form=FORM,
            given_at=at,
            until=said.until,
        )
        act = record(
            actor=actor,
            at=at,
            action="privacy.give_consent",
            subject=made.subject,
            details={"about": about, "digest": made.digest, "until": made.until.isoformat()},
        )
        made.act = act.number
        made.save(update_fields=["act"])
        return made
