"""Hand a document over to a wallet: a copy for each key that it proved to hold."""

from __future__ import annotations

import json
import secrets
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.audit.actions.record import record as journal
from tanym.apps.credentials.certified import x5c_of
from tanym.apps.credentials.documents import record_of
from tanym.apps.credentials.revoking import locked
from tanym.apps.credentials.signing import key_of, kid_of
from tanym.apps.credentials.statuses import TOKEN, give, list_address, take
from tanym.apps.organisations.queries import did
from tanym.apps.wallets import notices
from tanym.apps.wallets.codes import digest_of, nonce_secret
from tanym.apps.wallets.configurations import LEARNING, issuer, key_demand
from tanym.apps.wallets.configurations import TOKEN as WHOLE_TOKEN
from tanym.apps.wallets.models import Copy, Offer, SpentNonce
from tanym.core.credentials.compose.learning_claims import learning_claims
from tanym.core.credentials.keys import KeyKind
from tanym.core.credentials.openid import nonces
from tanym.core.credentials.openid.credential_request import CredentialRequest
from tanym.core.credentials.openid.holder_proof import MOST, HolderKey, check_proofs
from tanym.core.credentials.proofs import token as tokens
from tanym.core.credentials.proofs.disclosures import SALT_BYTES, salts_of
from tanym.core.credentials.proofs.sd_jwt import issue
from tanym.core.credentials.status.token_list import TokenStatus
from tanym.core.kernel.errors import InvalidValue


def hand_over(
    *, actor: None, at: datetime, offer: Offer, asked: CredentialRequest, program: str = ""
) -> list[str | dict[str, Any]]:
    """The copies that a wallet with access to this offer gets, each with its own place in a status list.

    One offer gives at most as many copies as one request may ask for. Raises `InvalidValue`: `openid.invalid-proof`,
    `openid.invalid-nonce`, `openid.credential-request-denied` (revoked or suspended meanwhile, withdrawn, or too many).
    """
    keys, nonces_used = _keys(asked, at) if asked.configuration == LEARNING else ((), {})
    seen = Offer.objects.select_related("credential__award__awarding_body").get(pk=offer.pk)
    document = bytes(seen.credential.document)
    with transaction.atomic():
        _refuse_too_late(seen, seen.credential, len(keys) or 1, at)
        _spend(nonces_used, at)
        body = seen.credential.award.awarding_body
        places = [place for (place,) in take(body, len(keys), at, TOKEN)] if keys else []
    made: list[str | dict[str, Any]] = [  # nothing is held: a key in a service takes its time
        _learning_credential(seen.credential, place, key, at) for place, key in zip(places, keys, strict=True)
    ]
    whole = "" if made else _whole(seen, at)
    with transaction.atomic():
        credential = locked(seen.credential)
        found = Offer.objects.select_for_update(no_key=True).get(pk=offer.pk)
        _refuse_too_late(found, credential, len(keys) or 1, at)
        if (
            bytes(credential.document) != document
        ):  # replaced meanwhile: the copies say what is no longer said
            raise InvalidValue("openid.credential-request-denied")
        if found.taken_at is None:
            found.taken_at = at
            found.save(update_fields=["taken_at"])
        give((place, credential) for place in places)
        for place in places or [None]:
            _keep_copy(found, place, at, program)
        notices.handed_over(found, at)
    return made or [whole]


def _refuse_too_late(offer: Offer, credential: Any, copies: int, at: datetime) -> None:
    """Asked before anything is signed and again when the copies are written down."""
    in_force = credential.revoked_at is None and not credential.suspended(timezone.localdate(at))
    if not in_force or offer.withdrawn_at is not None or offer.copies.count() + copies > MOST:
        raise InvalidValue("openid.credential-request-denied")


def _keys(asked: CredentialRequest, at: datetime) -> tuple[tuple[HolderKey, ...], dict[str, datetime]]:
    """The keys that the wallet proved to hold, and the nonces of its proofs with the moment until which each would do."""
    used: dict[str, datetime] = {}

    def note(nonce: object) -> None:
        used[str(nonce)] = nonces.check(nonce, at, nonce_secret())

    found = check_proofs(asked.proofs, audience=issuer(), now=at, spend=note, demand=key_demand())
    return found, used


def _spend(used: dict[str, datetime], at: datetime) -> None:
    SpentNonce.objects.filter(until__lt=at).delete()
    for nonce, until in used.items():
        _, new = SpentNonce.objects.get_or_create(digest=digest_of(nonce), defaults={"until": until})
        if not new:
            raise InvalidValue("openid.invalid-nonce", why="used before")


def _keep_copy(offer: Offer, place: Any, at: datetime, program: str) -> None:
    copy = Copy.objects.create(
        credential=offer.credential,
        offer=offer,
        configuration=offer.configuration,
        place=place,
        program=program,
        given_at=at,
    )
    details = {"credential": str(offer.credential.public_id), "form": offer.configuration}
    journal(actor=None, at=at, action="wallets.hand_over", subject=copy.subject, details=details)


def _learning_credential(credential: Any, place: Any, key: HolderKey, at: datetime) -> str:
    body = credential.award.awarding_body
    status = TokenStatus(list_address(place.status_list), place.index)
    claims = learning_claims(record_of(credential), issuer=did(body), status=status, at=at)
    signer = key_of(body, at, kind=KeyKind.P256)
    return issue(
        claims.all,
        disclosable=[(name,) for name in claims.disclosable],
        signer=signer,
        salts=salts_of(secrets.token_bytes(SALT_BYTES * len(claims.disclosable))),
        kid=kid_of(body, signer),
        x5c=x5c_of(body, signer),
        holder=key.jwk,
    )


def _whole(offer: Offer, at: datetime) -> str | dict[str, Any]:
    """The document itself; as a token where that is the form (Open Badges 3.0, 8.2)."""
    document: dict[str, Any] = json.loads(bytes(offer.credential.document))
    if offer.configuration != WHOLE_TOKEN:
        return document
    body = offer.credential.award.awarding_body
    signer = key_of(body, at, kind=KeyKind.P256)
    return tokens.sign(document, signer=signer, kid=kid_of(body, signer), typ=tokens.OB_JWT)
