"""Signs for organisations with their keys, and publishes what verifiers ask for: DID documents and status lists."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.utils import timezone

from tanym.adapters.contexts import bundled_contexts
from tanym.apps.credentials.certified import x5c_of
from tanym.apps.credentials.issuer_keys import usable
from tanym.apps.credentials.models import Credential, IssuerKey, StatusList
from tanym.apps.credentials.statuses import TOKEN, entry, list_address, marked
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import did
from tanym.core.credentials.did import PublishedKey, did_document
from tanym.core.credentials.keys import KeyKind, Signer
from tanym.core.credentials.proofs.data_integrity import sign
from tanym.core.credentials.status.bitstring import SUSPENSION, StatusEntry, status_list_credential
from tanym.core.credentials.status.packing import Packing
from tanym.core.credentials.status.token_list import Status, token_list
from tanym.core.kernel.errors import NotFound

LIST_LASTS = timedelta(days=1)
COPIES_LAST = 30
"""Seconds that a copy of a list may be kept: what is revoked shows as revoked a moment later."""
SUITES = {KeyKind.ED25519: "eddsa-rdfc-2022", KeyKind.P256: "ecdsa-rdfc-2019"}


def key_of(body: Organisation, at: datetime, kind: KeyKind = KeyKind.ED25519) -> Signer:
    """The key with which an organisation signs at that moment, made where there is none.

    Its public half is kept from the first use on. Raises what `issuer_keys.usable` raises.
    """
    return usable(body, at, kind)[1]


def kid_of(body: Organisation, signer: Signer) -> str:
    """The address of a key in the DID document of an organisation."""
    return f"{did(body)}#{signer.multibase}"


def badge_key(body: Organisation, at: datetime) -> tuple[IssuerKey, Signer]:
    """The key for badges: of the kind that this installation has chosen for them."""
    return usable(body, at, KeyKind(settings.TANYM.badge_key))


def signed(
    document: Mapping[str, Any], body: Organisation, at: datetime, signer: Signer | None = None
) -> bytes:
    """The document with the organisation's proof, as the bytes that are kept and handed out."""
    signer = signer or badge_key(body, at)[1]
    made = sign(
        document,
        signer=signer,
        method=kid_of(body, signer),
        created=at,
        contexts=bundled_contexts(),
        cryptosuite=SUITES[signer.kind],
    )
    return json.dumps(made, ensure_ascii=False, indent=2).encode()


def signature_digest(document: bytes) -> str:
    """The mark of a signature that the public log keeps: it dates the signature, and tells nothing of what was signed."""
    return proof_digest(json.loads(document))


def proof_digest(document: Mapping[str, Any]) -> str:
    """The same of a document that is read already; empty where it has not just one proof."""
    proof = document.get("proof")
    value = proof.get("proofValue") if isinstance(proof, Mapping) else None
    return sha256(value.encode()).hexdigest() if isinstance(value, str) else ""


def published_keys(body: Organisation, trusted: datetime | None = None) -> bytes:
    """The DID document of an organisation: every key it ever signed with, read without any private half.

    With `trusted`, a moment that is proven otherwise, as it stood then: keys that ended later had not ended.
    Raises `NotFound("credential.key-missing")` where it never signed.
    """
    keys = [
        PublishedKey(one.multibase, **_ends(one, trusted)) for one in IssuerKey.objects.filter(issuer=body)
    ]
    if not keys:
        raise NotFound("credential.key-missing", did=did(body))
    return json.dumps(did_document(did(body), keys)).encode()


def _ends(key: IssuerKey, trusted: datetime | None) -> dict[str, datetime]:
    ends = {
        IssuerKey.Ending.COMPROMISED: ("revoked", key.distrusted_from),
        IssuerKey.Ending.RETIRED: ("expires", key.ended_at),
    }
    name, end = ends.get(IssuerKey.Ending(key.ending), ("", None)) if key.ending else ("", None)
    return {name: end} if end is not None and (trusted is None or end < trusted) else {}


def entry_of(credential: Credential) -> StatusEntry:
    """Where the revocation of the first document of a credential stands."""
    return entry(credential.status_list, credential.status_index)


@dataclass(frozen=True, slots=True)
class Served:
    """A list as it is handed out; the tag changes whenever the list does."""

    content: bytes
    tag: str
    media_type: str


def signed_list(of: StatusList, at: datetime) -> bytes:
    """The whole list, signed: the same bytes until a status changes, the key does, or the hour ends."""
    return served_list(of, at).content


def served_list(of: StatusList, at: datetime) -> Served:
    """The list as caches and verifiers get it, from memory where it is there."""
    hour = timezone.localtime(at).replace(minute=0, second=0, microsecond=0)
    since = max(hour, of.changed_at.replace(microsecond=0))
    kind = KeyKind.P256 if of.form == TOKEN else KeyKind(settings.TANYM.badge_key)
    key, _signer = usable(of.issuer, at, kind)
    return _served(of.public_id, of.revision, since, key.pk)


@lru_cache(maxsize=256)
def _served(public_id: str, revision: int, since: datetime, key: int) -> Served:
    """`revision` and `key` are part of the cache's key only: with them every list changes its bytes."""
    of = StatusList.objects.select_related("issuer").get(public_id=public_id)
    content = _token(of, since) if of.form == TOKEN else _bitstring(of, since)
    tag = sha256(content).hexdigest()[:32]
    return Served(content, tag, "application/statuslist+jwt" if of.form == TOKEN else "application/vc")


def _bitstring(of: StatusList, since: datetime) -> bytes:
    revoked, suspended = marked(of, since)
    document = status_list_credential(
        address=list_address(of),
        issuer=did(of.issuer),
        purpose=of.purpose,
        marked=suspended if of.purpose == SUSPENSION else revoked,
        valid_from=since,
        valid_until=since + LIST_LASTS,
        entries=of.entries,
        packing=_packing(of.public_id),
    )
    return signed(document, of.issuer, since)


@lru_cache(maxsize=64)
def _packing(_public_id: str) -> Packing:
    """What is compressed of a list already: made anew as a whole each time, it is compressed where it has changed."""
    return Packing()


def _token(of: StatusList, since: datetime) -> bytes:
    revoked, suspended = marked(of, since)
    signer = key_of(of.issuer, since, KeyKind.P256)
    return token_list(
        address=list_address(of),
        values=dict.fromkeys(suspended, Status.SUSPENDED) | dict.fromkeys(revoked, Status.INVALID),
        entries=of.entries,
        signer=signer,
        kid=kid_of(of.issuer, signer),
        issuer=did(of.issuer),
        at=since,
        until=since + LIST_LASTS,
        seconds=COPIES_LAST,
        x5c=x5c_of(of.issuer, signer),
    ).encode("ascii")
