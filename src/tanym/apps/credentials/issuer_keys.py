"""The keys with which organisations sign: which is used when, where its private half is, and how a new one is made."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce

from tanym.adapters.signing.hardware import SecurityModule
from tanym.adapters.signing.remote import SigningService
from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.audit.key_store import key_store
from tanym.apps.credentials.models import IssuerKey
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import did
from tanym.core.credentials.keys import KeyKind, Signer
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused

FILE, MODULE, SERVICE = "file", "pkcs11", "remote"


def backends() -> tuple[str, ...]:
    """Where new keys can be made: what this installation is set up for, the usual place first."""
    given = settings.TANYM
    there = {FILE: True, MODULE: bool(given.pkcs11_module), SERVICE: bool(given.signer_address)}
    return tuple(
        sorted((name for name, is_there in there.items() if is_there), key=lambda one: one != given.signing)
    )


def usable(body: Organisation, at: datetime, kind: KeyKind = KeyKind.ED25519) -> tuple[IssuerKey, Signer]:
    """The key with which an organisation signs at that moment, the newest that may; made where there is none.

    A key whose file is gone ends as lost, and a new one takes its place. Raises what the place of the key raises.
    """
    found = _newest(body, at, kind)
    if found is None:
        with transaction.atomic():
            Organisation.objects.select_for_update(no_key=True).get(
                pk=body.pk
            )  # two who ask at once make one key
            found = _newest(body, at, kind) or make(body, at, kind)
    try:
        return found, signer_of(found)
    except NotFound:
        if found.backend != FILE:
            raise
        lost = IssuerKey.objects.filter(pk=found.pk, ended_at=None)
        lost.update(ended_at=at, ending=IssuerKey.Ending.LOST)
        return usable(body, at, kind)


def _newest(body: Organisation, at: datetime, kind: KeyKind) -> IssuerKey | None:
    return (
        IssuerKey.objects.filter(issuer=body, kind=kind.value, ended_at=None)
        .filter(Q(used_from=None) | Q(used_from__lte=at))
        .annotate(begins=Coalesce("used_from", "since"))
        .order_by("begins", "pk")
        .last()
    )


def make(
    body: Organisation,
    at: datetime,
    kind: KeyKind = KeyKind.ED25519,
    *,
    backend: str = "",
    used_from: datetime | None = None,
    by: Person | None = None,
) -> IssuerKey:
    """A new key of an organisation, published from now on; it signs from `used_from`, or at once.

    Two who ask for the first one at once get the same. Raises `InvalidValue("credential.key-backend-unknown")` for a
    place that this installation is not set up for.
    """
    backend = backend or backends()[0]
    if backend not in backends():
        raise InvalidValue("credential.key-backend-unknown", backend=backend)
    handle = _handle(body, kind, backend)
    multibase = _made(backend, handle or did(body), kind).multibase
    key, _ = IssuerKey.objects.get_or_create(
        issuer=body,
        multibase=multibase,
        defaults={
            "since": at,
            "kind": kind.value,
            "backend": backend,
            "handle": handle,
            "used_from": used_from,
            "made_by": by,
        },
    )
    return key


def begin(body: Organisation, at: datetime, kind: KeyKind, *, backend: str, by: Person | None) -> IssuerKey:
    """A new key that signs once everybody has had time to see it (`TANYM_KEY_LEAD_HOURS`); the first one at once.

    Raises as `make`, and `Refused("credential.key-on-its-way")` while an earlier new one waits for its time.
    """
    with transaction.atomic():
        Organisation.objects.select_for_update(no_key=True).get(pk=body.pk)
        earlier = IssuerKey.objects.filter(issuer=body, kind=kind.value, ended_at=None)
        if earlier.filter(used_from__gt=at).exists():
            raise Refused("credential.key-on-its-way")
        lead = timedelta(hours=settings.TANYM.key_lead_hours)
        made = make(body, at, kind, backend=backend, used_from=at + lead if earlier.exists() else None, by=by)
        details = {"issuer": body.code, "kind": made.kind, "backend": made.backend}
        journal(actor=by, at=at, action="credentials.make-key", subject=made.subject, details=details)
        return made


def signer_of(key: IssuerKey) -> Signer:
    """The private half of a key, where it is.

    Raises `NotFound("credential.key-missing")`, `Refused("credential.signer-mismatch")` where another key has its name,
    and what its place raises.
    """
    name = key.handle or did(key.issuer)
    place = {MODULE: _module, SERVICE: _service, FILE: key_store}[key.backend]
    signer: Signer = place().signer(name)
    if signer.multibase != key.multibase:
        raise Refused("credential.signer-mismatch")
    return signer


def refuse_ended(key: IssuerKey) -> None:
    """Raises `Refused("credential.key-ended-already")` where the key ended after it was taken up to sign.

    For the transaction that writes what was signed, before it writes the journal: the key is held, so it cannot end
    before that is kept. (That rows refer to it would not do: PostgreSQL looks at references when all is kept.)
    """
    if IssuerKey.objects.select_for_update(no_key=True).get(pk=key.pk).ended_at is not None:
        raise Refused("credential.key-ended-already")


def destroy(key: IssuerKey) -> None:
    """Erase the private half of a key that signs no more, where it is in our hands: a file, a security module."""
    name = key.handle or did(key.issuer)
    if key.backend == FILE:
        key_store().destroy(name)
    elif key.backend == MODULE:
        _module().destroy(name)


def _handle(body: Organisation, kind: KeyKind, backend: str) -> str:
    """Where the private half is to be: the first Ed25519 key in a file has the DID alone as its name."""
    earlier = IssuerKey.objects.filter(issuer=body, kind=kind.value)
    if not earlier.exists():
        return "" if (kind, backend) == (KeyKind.ED25519, FILE) else f"{did(body)}#{kind.value}"
    return f"{did(body)}#{secrets.token_hex(8)}"


def _made(backend: str, name: str, kind: KeyKind) -> Signer:
    place = {MODULE: _module, SERVICE: _service, FILE: key_store}[backend]
    return place().ensure(name, kind)


def _module() -> SecurityModule:
    given = settings.TANYM
    return SecurityModule(given.pkcs11_module, given.pkcs11_token, given.pkcs11_pin.get_secret_value())


def _service() -> SigningService:
    given = settings.TANYM
    return SigningService(
        given.signer_address, given.signer_secret.get_secret_value(), authority=given.signer_authority
    )
