"""Signs for organisations with their keys, and publishes what verifiers ask for: DID documents and status lists."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils import timezone

from tanym.adapters.contexts import bundled_contexts
from tanym.adapters.keys import FileSigner, KeyStore
from tanym.apps.credentials.models import Credential, IssuerKey, StatusList
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import did
from tanym.core.credentials.did import PublishedKey, did_document
from tanym.core.credentials.proofs.data_integrity import sign
from tanym.core.credentials.status.bitstring import StatusEntry, status_list_credential
from tanym.core.kernel.errors import NotFound

LIST_LASTS = timedelta(days=1)


def key_of(body: Organisation, at: datetime) -> FileSigner:
    """The signing key of an organisation, made where there is none; its public half is kept from the first use on."""
    signer = KeyStore(settings.TANYM.var / "keys").ensure(did(body))
    IssuerKey.objects.get_or_create(issuer=body, multibase=signer.multibase, defaults={"since": at})
    return signer


def signed(document: Mapping[str, Any], body: Organisation, at: datetime) -> bytes:
    """The document with the organisation's proof, as the bytes that are kept and handed out."""
    signer = key_of(body, at)
    method = f"{did(body)}#{signer.multibase}"
    made = sign(document, signer=signer, method=method, created=at, contexts=bundled_contexts())
    return json.dumps(made, ensure_ascii=False, indent=2).encode()


def published_keys(body: Organisation) -> bytes:
    """The DID document of an organisation: every key it ever signed with, read without any private half.

    Raises `NotFound("credential.key-missing")` where it never signed.
    """
    keys = [PublishedKey(one.multibase) for one in IssuerKey.objects.filter(issuer=body)]
    if not keys:
        raise NotFound("credential.key-missing", did=did(body))
    return json.dumps(did_document(did(body), keys)).encode()


def list_address(of: StatusList) -> str:
    """The lasting address of a status list."""
    return f"{settings.TANYM.address}/status/{of.public_id}"


def entry_of(credential: Credential) -> StatusEntry:
    """Where the status of a credential stands."""
    return StatusEntry(
        list_address(credential.status_list), credential.status_index, credential.status_list.purpose
    )


def signed_list(of: StatusList, at: datetime) -> bytes:
    """The whole list, signed: the same bytes until a status changes or the hour ends."""
    hour = timezone.localtime(at).replace(minute=0, second=0, microsecond=0)
    return _signed_list(of.public_id, of.revision, max(hour, of.changed_at))


@lru_cache(maxsize=256)
def _signed_list(public_id: str, revision: int, since: datetime) -> bytes:
    """`revision` is part of the key only: with it every list changes its bytes."""
    of = StatusList.objects.select_related("issuer").get(public_id=public_id)
    marked = of.credentials.filter(revoked_at__isnull=False).values_list("status_index", flat=True)
    document = status_list_credential(
        address=list_address(of),
        issuer=did(of.issuer),
        purpose=of.purpose,
        marked=set(marked),
        valid_from=since,
        valid_until=since + LIST_LASTS,
        entries=of.entries,
    )
    return signed(document, of.issuer, since)
