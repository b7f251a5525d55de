"""Verifies any document that claims to be a credential: named checks, each with its own answer, and no overall verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tanym.core.credentials import baked, plain, structure
from tanym.core.credentials.baked import Form
from tanym.core.credentials.checks import Check, Name, Outcome, confirmed, not_checked
from tanym.core.credentials.contexts import Contexts
from tanym.core.credentials.endorsements import check_endorsements
from tanym.core.credentials.entitlement import check_entitlement, check_issuer
from tanym.core.credentials.european import check_european
from tanym.core.credentials.parse import parse_object
from tanym.core.credentials.ports import Fetcher, Register
from tanym.core.credentials.proofs import jades
from tanym.core.credentials.proofs import token as tokens
from tanym.core.credentials.proofs.data_integrity import Verified
from tanym.core.credentials.reading import Plain
from tanym.core.credentials.signature import Once, answer, check_dates, check_signature, issuer_of
from tanym.core.credentials.status.check import check_status
from tanym.core.credentials.structure import check_structure, types
from tanym.core.kernel.errors import InvalidValue, TanymError

EDC = "EuropeanDigitalCredential"


@dataclass(frozen=True, slots=True)
class Verification:
    """The checks of one document, what it says, and in what form it came.

    `format` is open-badge, verifiable-credential, european-digital-credential or "" where nothing could be read;
    `proofs` are the proofs that hold, for specialists.
    """

    checks: tuple[Check, ...]
    credential: Mapping[str, Any] | None = None
    plain: Plain | None = None
    form: str = ""
    format: str = ""
    proofs: tuple[Verified, ...] = field(default=())

    def check(self, name: Name) -> Check | None:
        """The first check of this name."""
        return next((check for check in self.checks if check.name is name), None)


def verify_document(
    data: bytes,
    *,
    now: datetime,
    fetcher: Fetcher,
    contexts: Contexts,
    register: Register | None = None,
    authorities: Sequence[bytes] = (),
) -> Verification:
    """Verifies the bytes of a file: JSON with an embedded proof, a signed token, a baked PNG or SVG, a PDF of ours.

    Never raises for what the document is: each fault is the answer of a check. What could not be reached, is not
    installed or not supported "could not be checked". `now` is a moment with a zone; `authorities` are the
    certificates (DER) of the authorities of seals that are trusted.
    """
    form = ""
    try:
        outer = baked.unwrap(data)
        form = outer.form.value
        if outer.form is Form.SD_JWT:
            return _unread("credential.format-unsupported", form)
        inside, token = outer.inside, None
        if outer.form is Form.TOKEN or (outer.form is not Form.JSON and not inside.lstrip().startswith(b"{")):
            token = tokens.read(inside.decode("ascii", "replace"))
        credential = token.credential if token else parse_object(inside)
    except TanymError as error:
        check = answer(Name.SCHEMA, error)
        return Verification((check, *_unmade(check.code)), form=form)
    if token is None and "payload" in credential and "signatures" in credential:
        return _sealed(credential, form, now, contexts, authorities)
    if "VerifiablePresentation" in types(credential):
        return _unread("credential.format-unsupported", form)
    if EDC in types(credential) and "proof" not in credential and token is None:
        return _european(credential, None, form, now, contexts, authorities)
    return verify_credential(
        credential, token=token, form=form, now=now, fetcher=fetcher, contexts=contexts, register=register
    )


def verify_credential(
    credential: Mapping[str, Any],
    *,
    now: datetime,
    fetcher: Fetcher,
    contexts: Contexts,
    register: Register | None = None,
    token: tokens.Token | None = None,
    form: str = "json",
) -> Verification:
    """Verifies a credential that is already read; see `verify_document`."""
    once = Once(fetcher)
    schema = _check_schema(credential, token, contexts)
    proofs: tuple[Verified, ...] = ()
    if schema.outcome is Outcome.NOT_CONFIRMED and not structure.is_address(issuer_of(credential)):
        signature = not_checked(Name.SIGNATURE, "credential.not-asked")
    else:
        signature, proofs = check_signature(credential, token, now, once, contexts)
    proven = signature.outcome is Outcome.CONFIRMED
    checks = [
        schema,
        signature,
        check_dates(credential, token, now),
        check_status(credential, now, once, contexts)
        if proven
        else not_checked(Name.STATUS, "credential.status-not-asked"),
        check_issuer(credential, register, proven),
        check_entitlement(credential, register, proven),
        *check_endorsements(credential, now, once, contexts),
    ]
    kind = "open-badge" if structure.BADGE_TYPES & types(credential) else "verifiable-credential"
    return Verification(tuple(checks), credential, plain.read(credential), form, kind, proofs)


def _check_schema(credential: Mapping[str, Any], token: tokens.Token | None, contexts: Contexts) -> Check:
    try:
        check_structure(credential)
        if token is None:
            for url in structure.listed(credential.get("@context")):
                contexts.inlined(url)
    except TanymError as error:
        return answer(Name.SCHEMA, error)
    return confirmed(Name.SCHEMA, "credential.structure-as-expected")


def _sealed(
    document: Mapping[str, Any], form: str, now: datetime, contexts: Contexts, authorities: Sequence[bytes]
) -> Verification:
    """A text with an organisation's seal around it (JAdES); only European Digital Credentials are read from one.

    Where the seal itself cannot be read, the text is shown all the same, and the check of the seal says so.
    """
    try:
        text = jades.read(document).payload
    except TanymError:
        text = str(document["payload"])
    try:
        credential = parse_object(text.encode("utf-8", "surrogatepass"))
    except TanymError as error:
        return _unread(error.code, form)
    if EDC not in types(credential):
        return _unread("credential.format-unsupported", form)
    return _european(credential, document, form, now, contexts, authorities)


def _european(
    credential: Mapping[str, Any],
    seal: Mapping[str, Any] | None,
    form: str,
    now: datetime,
    contexts: Contexts,
    authorities: Sequence[bytes],
) -> Verification:
    checks = check_european(credential, seal, now=now, contexts=contexts, authorities=authorities)
    return Verification(checks, credential, plain.read(credential), form, "european-digital-credential")


def _unread(code: str, form: str) -> Verification:
    check = answer(Name.SCHEMA, InvalidValue(code, form=form))
    return Verification((check, *_unmade(code)), form=form)


def _unmade(code: str) -> tuple[Check, ...]:
    rest = (name for name in Name if name not in (Name.SCHEMA, Name.ENDORSEMENT))
    return tuple(not_checked(name, "credential.not-read", because=code) for name in rest)
