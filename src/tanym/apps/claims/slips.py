"""Codes on paper: an A4 page with slips to cut and hand over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import override

from tanym.adapters.slips import Slip, slips_pdf
from tanym.apps.accounts.words import day, say
from tanym.apps.claims.codes import printed
from tanym.apps.claims.models import Claim
from tanym.apps.claims.notices import address_of
from tanym.core.kernel.localized import choose


def sheet_of(made: Sequence[tuple[Claim, str]], language: str, at: datetime) -> bytes:
    """The slips as PDF, each in the language of its person; the page itself in that of the registrar."""
    heading = say("claims.slips.heading", language)
    return slips_pdf([_slip(claim, code) for claim, code in made], heading, language, at)


def _slip(claim: Claim, code: str) -> Slip:
    award = claim.award
    person, language = award.person, award.person.language
    with override(language):
        typed = reverse("claims:start")
    address = address_of(code)
    host = address.partition("/k/")[0]
    titles = award.version.titles if award.version else {}
    return Slip(
        language=language,
        body=choose(award.awarding_body.names, language)[0],
        name=person.name(language),
        title=choose(titles, language)[0],
        group=claim.group,
        code=printed(code),
        address=address,
        lines=(
            say("claims.slip.how", language, address=f"{host.split('//')[-1]}{typed}"),
            say(f"claims.slip.asks-{claim.asks}", language),
            say("claims.slip.until", language, until=day(localdate(claim.expires_at), language)),
        ),
    )
