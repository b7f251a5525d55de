"""Rows of wallets: Aigul's document on its way into one, and what an employer asks of one."""

from __future__ import annotations

import uuid
from typing import Any

from django.utils import timezone

from tanym.apps.accounts.queries import person as find
from tanym.apps.credentials.queries import held_by
from tanym.apps.organisations.queries import organisation
from tanym.apps.wallets.actions.ask import ask
from tanym.apps.wallets.actions.offer import offer
from tanym.apps.wallets.models import Copy
from tanym.apps.wallets.queries import ASKING
from tests.apps.credentials.copies import place_of_a_copy
from tests.apps.site.addresses import NOBODY, Row, at


def wallets(everybody: frozenset[str]) -> list[Row]:
    """The rows: the holder's pages are the holder's, a question is its own browser's, a wallet needs a code for all else."""
    aigul, now = find("aigul"), timezone.localtime()
    document = held_by(aigul)[0]
    made = offer(actor=aigul, at=now, credential=document, configuration="learning-credential", way="code")
    copy = Copy.objects.create(
        credential=document, configuration="learning-credential", given_at=now,
        place=place_of_a_copy(document, now),
    )  # fmt: skip
    asked = ask(
        actor=find("erlan"), at=now, organisation=organisation("qaraghai"), micro_qualification=None,
        claims=[], reason="A test.", session="of no browser", once=uuid.uuid4(),
    )  # fmt: skip
    own, asking = frozenset({"aigul"}), at("", *ASKING)
    its: dict[str, Any] = {"public_id": asked.public_id}
    choice = {"configuration": "open-badge", "way": "sign-in"}
    return [
        Row("wallets:mine", read=everybody),
        Row("wallets:offer", {"public_id": document.public_id}, read=own, act=own, data=choice),
        Row("wallets:offered", {"public_id": made.public_id}, read=own),
        Row("wallets:withdraw", {"public_id": made.public_id}, act=own),
        Row("wallets:take-back", {"public_id": copy.public_id}, act=own),
        Row("wallets:ask", read=asking, act=asking),
        Row("wallets:question", its, read=NOBODY),
        Row("wallets:back", its, read=NOBODY),
        Row("wallets:close", its, act=NOBODY),
        Row("wallets-metadata", read=everybody, public=True),
        Row("wallets-offer", {"reference": made.reference}, read=everybody, public=True),
        Row("wallets-nonce", act=everybody, public=True),
        Row("wallets-credential", act=everybody, public=True),
        Row("wallets-notification", act=everybody, public=True),
        Row("wallets-request", {"reference": asked.reference}, read=everybody, act=everybody, public=True),
        Row("wallets-response", {"reference": asked.reference}, act=everybody, public=True),
        Row("wallets-back", its, read=everybody, public=True),
    ]
