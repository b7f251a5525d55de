"""Ask somebody's wallet for a document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import permit
from tanym.apps.qualifications.models import MicroQualification
from tanym.apps.qualifications.queries import published
from tanym.apps.wallets.actions.forget import forget
from tanym.apps.wallets.asking import CLAIMS, asker, new_key, query_for, response_uri, ways
from tanym.apps.wallets.models import Question
from tanym.apps.wallets.permissions import AT_ORGANISATION
from tanym.core.credentials.openid.presentation_request import Mode
from tanym.core.kernel.errors import InvalidValue, Refused

LASTS = timedelta(minutes=10)
MOST_OPEN = 30


def ask(
    *,
    actor: Person,
    at: datetime,
    organisation: Organisation,
    micro_qualification: MicroQualification | None,
    claims: Sequence[str],
    reason: str,
    session: str,
    once: UUID,
    same_device: bool = False,
    prefix: str = "",
    mode: str = "",
) -> Question:
    """Put a question that a wallet can answer for ten minutes; the same one (`once`) sent twice is one.

    `session` is the digest of a secret of the browser that asks. Raises `NotPermitted`, `InvalidValue`
    (`wallet.no-reason`, `wallet.claim-unknown`, `wallet.way-unknown`), `Refused` (`organisation.not-confirmed`,
    `wallet.questions-many`, what the certificate of the profile lacks).
    """
    permit(AT_ORGANISATION, "ask", actor, timezone.localdate(at), at=organisation)
    prefixes, modes = ways()
    prefix, mode = prefix or prefixes[0], mode or modes[0]
    if not organisation.confirmed:
        raise Refused("organisation.not-confirmed")
    if not reason.strip():
        raise InvalidValue("wallet.no-reason")
    if not set(claims) <= CLAIMS.keys():
        raise InvalidValue("wallet.claim-unknown")
    if prefix not in prefixes or mode not in modes:
        raise InvalidValue("wallet.way-unknown")
    forget(actor=None, at=at)
    with transaction.atomic():
        before = Question.objects.filter(once=once, asked_by=actor).first()
        if before is not None:
            return before
        if Question.objects.filter(asked_by=actor, answered_at=None, closed_at=None).count() >= MOST_OPEN:
            raise Refused("wallet.questions-many", most=MOST_OPEN)
        chosen = [one for one in CLAIMS if one in claims]
        made = Question(
            organisation=organisation,
            asked_by=actor,
            once=once,
            session=session,
            micro_qualification=micro_qualification,
            claims=chosen,
            query=query_for(chosen, _titles(micro_qualification, at), reason.strip()).document(),
            reason=reason.strip(),
            same_device=same_device,
            mode=mode,
            prefix=prefix,
            made_at=at,
            until=at + LASTS,
        )
        made.private = new_key(made) if mode == Mode.DIRECT_POST_JWT else None
        made.client_id = asker(organisation, prefix, response_uri(made.reference), at).client_id
        made.save(force_insert=True)
        journal(
            actor=actor,
            at=at,
            action="wallets.ask",
            subject=made.subject,
            details={
                "organisation": organisation.code,
                "micro_qualification": micro_qualification.code if micro_qualification else "",
                "claims": chosen,
            },
        )
        return made


def _titles(micro_qualification: MicroQualification | None, at: datetime) -> list[str]:
    """The titles under which wallets know it: those of all published versions, in the language of the credential."""
    if micro_qualification is None:
        return []
    versions = published(timezone.localdate(at)).filter(micro_qualification=micro_qualification)
    titles = {one.titles.get("en") or next(iter(one.titles.values()), "") for one in versions}
    return sorted(title for title in titles if title)
