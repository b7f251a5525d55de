"""What is written to people without an account: that something waits, from whom, and the address with its code."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate

from tanym.apps.accounts.words import day, say
from tanym.apps.claims.models import Claim
from tanym.apps.letters.actions.leave_after_commit import leave_after_commit
from tanym.apps.letters.actions.queue import queue
from tanym.core.kernel.localized import choose


def address_of(code: str) -> str:
    """The short address of a code, the same in every language."""
    return f"{settings.TANYM.address}{reverse('claim-code', args=[code])}"


def offered(claim: Claim, code: str, at: datetime) -> None:
    """A document waits. It names the body and neither the person nor what was awarded: the address may be wrong."""
    language = claim.award.person.language
    body = choose(claim.award.awarding_body.names, language)[0]
    until = day(localdate(claim.expires_at), language)
    words = {"body": body, "address": address_of(code), "until": until}
    mail = claim.way == Claim.Way.MAIL
    queue(
        at=at,
        kind=claim.way,
        to=claim.email if mail else claim.phone,
        subject=say("claims.mail.subject", language, **words) if mail else "",
        text=say(f"claims.{claim.way}.text", language, **words),
        about=claim.subject,
    )
    leave_after_commit()
