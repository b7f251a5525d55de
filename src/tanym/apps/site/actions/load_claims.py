"""Bring one list of awards into the sample country: some people have claimed their document, some have not."""

from __future__ import annotations

import secrets
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from tanym.apps.accounts.names import names
from tanym.apps.accounts.queries import person
from tanym.apps.claims.actions.claim import claim
from tanym.apps.claims.actions.send_again import send_again
from tanym.apps.claims.models import Claim
from tanym.apps.claims.queries import followed
from tanym.apps.imports.actions.confirm import confirm
from tanym.apps.imports.actions.upload import upload
from tanym.apps.imports.kinds import kind
from tanym.apps.qualifications.queries import published_version
from tanym.apps.site.queries import SAMPLE, moment

AWARDED, CLAIMED = date(2026, 11, 16), date(2026, 11, 18)
HAVE_CLAIMED = ("SULEIMENOVA AKBOTA", "LI ROMAN", "ISKAKOVA GULNAZ")


def load_claims() -> list[Claim]:
    """Upload and confirm `lists/awards.csv` as Zhanar; let three claim, and send the others their code once more, now."""
    version, zhanar = published_version("data-analysis-decisions", AWARDED), person("zhanar")
    data = (SAMPLE / "lists" / "awards.csv").read_bytes()
    of = kind(f"awards-{version.public_id.hex}")
    batch = upload(actor=zhanar, at=moment(AWARDED), kind=of.name, data=data)
    confirm(actor=zhanar, at=moment(AWARDED, 11), batch=batch, revision=batch.revision)
    made = list(followed(zhanar, AWARDED))
    for one in made:
        who = one.award.person
        if who.name_passport in HAVE_CLAIMED:
            claim(
                actor=AnonymousUser(),
                at=moment(CLAIMED),
                claim=one,
                names=names(who.name_kk, who.name_ru, who.name_passport),
                language=who.language,
                password=secrets.token_urlsafe(24),
            )
    send_again(actor=zhanar, at=timezone.now(), claims=made)
    return made
