"""Hand a document over to a wallet: a copy for each key that it proved to hold."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.audit.actions.record import record as journal
from tanym.apps.credentials.documents import record_of
from tanym.apps.credentials.signing import key_of, kid_of
from tanym.apps.credentials.statuses import TOKEN, allot, list_address
from tanym.apps.organisations.queries import did
from tanym.apps.wallets import notices
from tanym.apps.wallets.codes import digest_of, nonce_secret
from tanym.apps.wallets.configurations import LEARNING, issuer
from tanym.apps.wallets.models import Copy, Offer, SpentNonce
from tanym.core.credentials.compose.learning_claims import learning_claims
from tanym.core.credentials.keys import KeyKind
from tanym.core.credentials.openid import nonces
from tanym.core.credentials.openid.credential_request import CredentialRequest
from tanym.core.credentials.openid.holder_proof import MOST, HolderKey, check_proofs
from tanym.core.credentials.proofs.sd_jwt import issue
from tanym.core.credentials.status.token_list import TokenStatus
from tanym.core.kernel.errors import InvalidValue

SALT_BYTES = 16


def hand_over(
    *, actor: None, at: datetime, offer: Offer, asked: CredentialRequest, program: str = ""
) -> list[str | dict[str, Any]]:
    """The copies that a wallet with access to this offer gets, each with its own place in a status list.

    One offer gives at most as many copies as one request may ask for. Raises `InvalidValue`: `openid.invalid-proof`,
    `openid.invalid-nonce`, `openid.credential-request-denied` (revoked or suspended meanwhile, withdrawn, or too many).
    """
    with transaction.atomic():
        found = (
            Offer.objects.select_for_update(of=("self",))
            .select_related("credential__award__awarding_body", "credential__holder")
            .get(pk=offer.pk)
        )
        credential = found.credential
        bound = asked.configuration == LEARNING
        keys = _keys(asked, at) if bound else (None,)
        in_force = credential.revoked_at is None and not credential.suspended(timezone.localdate(at))
        if not in_force or found.withdrawn_at is not None or found.copies.count() + len(keys) > MOST:
            raise InvalidValue("openid.credential-request-denied")
        if found.taken_at is None:
            found.taken_at = at
            found.save(update_fields=["taken_at"])
        made = [_copy(found, key, at, program) for key in keys]
        notices.handed_over(found, at)
    return made


def _keys(asked: CredentialRequest, at: datetime) -> tuple[HolderKey, ...]:
    def spend(nonce: object) -> None:
        until = nonces.check(nonce, at, nonce_secret())
        SpentNonce.objects.filter(until__lt=at).delete()
        _, new = SpentNonce.objects.get_or_create(digest=digest_of(str(nonce)), defaults={"until": until})
        if not new:
            raise InvalidValue("openid.invalid-nonce", why="used before")

    return check_proofs(asked.proofs, audience=issuer(), now=at, spend=spend)


def _copy(offer: Offer, key: HolderKey | None, at: datetime, program: str) -> str | dict[str, Any]:
    copy = Copy(
        credential=offer.credential,
        offer=offer,
        configuration=offer.configuration,
        program=program,
        given_at=at,
    )
    made: str | dict[str, Any]
    if key is None:
        made = json.loads(bytes(offer.credential.document))
    else:
        copy.place = allot(offer.credential, TOKEN, "", at)
        made = _learning_credential(copy, key, at)
    copy.save(force_insert=True)
    journal(
        actor=None,
        at=at,
        action="wallets.hand_over",
        subject=copy.subject,
        details={"credential": str(offer.credential.public_id), "form": offer.configuration},
    )
    return made


def _learning_credential(copy: Copy, key: HolderKey, at: datetime) -> str:
    body, place = copy.credential.award.awarding_body, copy.place
    status = TokenStatus(list_address(place.status_list), place.index)
    claims = learning_claims(record_of(copy.credential), issuer=did(body), status=status, at=at)
    signer = key_of(body, at, kind=KeyKind.P256)
    return issue(
        claims.all,
        disclosable=[(name,) for name in claims.disclosable],
        signer=signer,
        salts=_salts(),
        kid=kid_of(body, signer),
        holder=key.jwk,
    )


def _salts() -> Iterator[str]:
    while True:
        yield secrets.token_urlsafe(SALT_BYTES)
