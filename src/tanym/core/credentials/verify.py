"""Verifies any document that claims to be a credential: named checks, each with its own answer, and no overall verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from tanym.core.credentials import baked, enveloped, plain, plain_claims, structure
from tanym.core.credentials.baked import Form
from tanym.core.credentials.checks import Check, Name, Outcome, confirmed, not_checked, not_confirmed
from tanym.core.credentials.contexts import Contexts
from tanym.core.credentials.effort import of_one_verification
from tanym.core.credentials.endorsements import check_endorsements
from tanym.core.credentials.entitlement import check_entitlement, check_issuer
from tanym.core.credentials.european import check_european
from tanym.core.credentials.expected import Expected
from tanym.core.credentials.parse import MAX_BYTES, parse_object
from tanym.core.credentials.ports import Fetcher, Register
from tanym.core.credentials.presentation import TYPE as PRESENTATION
from tanym.core.credentials.presentation import Presented, check_presentation
from tanym.core.credentials.proofs import cose, jades, sd_jwt
from tanym.core.credentials.proofs import token as tokens
from tanym.core.credentials.proofs.data_integrity import Verified
from tanym.core.credentials.proofs.disclosures import CLOSED_MEMBERS, reveal
from tanym.core.credentials.proofs.key_binding import check_binding
from tanym.core.credentials.proofs.sd_jwt import SdJwt
from tanym.core.credentials.related import check_related
from tanym.core.credentials.sd_jwt_vc import check_sd_jwt
from tanym.core.credentials.signature import Once, answer, check_dates, check_signature, issuer_of
from tanym.core.credentials.status.check import check_status
from tanym.core.credentials.structure import check_structure, types
from tanym.core.credentials.verification import Setting, Verification
from tanym.core.credentials.wrapped import check_wrapped
from tanym.core.kernel.errors import InvalidValue, TanymError

__all__ = ["Expected", "Verification", "verify_document"]

EDC = "EuropeanDigitalCredential"
_SERIALISED = frozenset({"payload", "signatures", "protected", "ciphertext", "recipients"})
"""Members of tokens and seals as JSON (RFC 7515, 7.2; RFC 7516, 7.2); no credential has any of them."""

_ONLY_WHERE_MET = (Name.ENDORSEMENT, Name.HOLDER, Name.CREDENTIALS)


def verify_document(
    data: bytes,
    *,
    now: datetime,
    fetcher: Fetcher,
    contexts: Contexts,
    register: Register | None = None,
    expected: Expected | None = None,
    authorities: Sequence[bytes] = (),
) -> Verification:
    """Verifies the bytes of a file: JSON with an embedded proof, a signed token, an SD-JWT, a presentation, a baked PNG
    or SVG, a PDF of ours.

    Never raises for what the document is: each fault is the answer of a check. What could not be reached, is not
    installed or not supported "could not be checked". `now` is a moment with a zone; `expected` is the request that a
    presentation must answer; `authorities` are the certificates (DER) of the authorities of seals and of issuers that
    are trusted. `Verification.judged` says what a strict reader makes of the checks.
    """
    setting = Setting(now, Once(fetcher), contexts, register, expected, authorities)
    form = ""
    try:
        outer = baked.unwrap(data)
        form = outer.form.value
        with of_one_verification():
            return _asked(_verify(outer.inside, form, setting), expected)
    except TanymError as error:
        check = answer(Name.SCHEMA, error)
        return _asked(Verification((check, *_unmade(check.code)), form=form), expected)


def _verify(inside: bytes, form: str, setting: Setting) -> Verification:
    """Tells the forms apart. Raises `InvalidValue` or `NotFound` for what cannot be read."""
    if cose.is_message(inside.lstrip()):
        message = cose.read(cose.unpacked(inside.lstrip()))
        return _document(message.credential, message, form, setting)
    if not inside.lstrip().startswith(b"{"):
        text = inside.decode("ascii", "replace")
        if len(text) > MAX_BYTES:
            raise InvalidValue("credential.input-too-large", bytes=len(text), limit=MAX_BYTES)
        if "~" in text:
            return _selective(sd_jwt.read(text), form, setting)
        if form != Form.JSON or text.lstrip().startswith("ey"):  # {" in base64url: the head of a token
            token = tokens.read(text)
            if "vct" in token.claims and "@context" not in token.claims:  # an SD-JWT would end with a tilde
                raise InvalidValue("credential.token-malformed")
            return _document(token.credential, token, form, setting)
    document = parse_object(inside)
    if sd_jwt.is_serialised(document):
        return _selective(sd_jwt.read(sd_jwt.compact(document)), form, setting)
    if _SERIALISED & document.keys() and "@context" not in document:
        return _sealed(document, form, setting)
    if enveloped.is_enveloped(document):
        structure.check_contexts(document.get("@context"))
        return _verify(enveloped.token_of(document), Form.TOKEN, setting)
    return _document(document, None, form, setting)


def _document(
    document: Mapping[str, Any],
    token: tokens.Token | None,
    form: str,
    setting: Setting,
    holder: Check | None = None,
) -> Verification:
    if PRESENTATION in types(document):
        return _presentation(Presented(document, token), form, setting)
    if EDC in types(document) and "proof" not in document and token is None:
        return _european(document, None, form, setting)
    found = _credential(document, token, form, setting)
    return replace(found, checks=(*found.checks, holder)) if holder is not None else found


def _selective(sd: SdJwt, form: str, setting: Setting) -> Verification:
    """An SD-JWT: a credential of plain claims, or one of linked data that its holder shows in part (VC-JOSE-COSE)."""
    if "@context" in sd.token.claims:
        claims = reveal(sd.token.claims, sd.disclosures, CLOSED_MEMBERS)
        token = tokens.Token(sd.token.text, sd.token.header, claims, selective=True)
        holder = check_binding(sd, setting.now, setting.expected)
        return _document(token.credential, token, form, setting, holder)
    found = check_sd_jwt(
        sd,
        now=setting.now,
        fetcher=setting.fetcher,
        register=setting.register,
        expected=setting.expected,
        authorities=setting.authorities,
    )
    said = plain_claims.read(found.claims)
    return Verification(found.checks, found.claims, said, form, "sd-jwt-vc", found.proofs)


def _presentation(shown: Presented, form: str, setting: Setting) -> Verification:
    checks, found, proofs = check_presentation(
        shown, setting, partial(_inside, replace(setting, expected=None))
    )
    said = found[0].plain if len(found) == 1 else None
    return Verification(checks, shown.document, said, form, "presentation", proofs, found)


def _inside(alone: Setting, one: Mapping[str, Any] | bytes) -> Verification:
    """A credential inside another document, by itself."""
    if not isinstance(one, bytes):
        return _credential(one, None, "json", alone)
    try:
        found = _verify(one, Form.TOKEN, alone)
    except TanymError as error:
        return Verification((answer(Name.SCHEMA, error),))
    if found.inside or found.format == "presentation":  # a presentation is no credential
        return Verification((not_confirmed(Name.SCHEMA, "credential.type-invalid"),))
    return found


def _asked(found: Verification, expected: Expected | None) -> Verification:
    """A document of another kind, or without any proof of who shows it, is no answer where that was asked for."""
    if expected is None:
        return found
    missing = []
    if expected.vct and found.format not in ("sd-jwt-vc", "presentation", ""):
        missing.append(not_confirmed(Name.SCHEMA, "credential.vct-missing"))
    if expected.binding and found.check(Name.HOLDER) is None:
        missing.append(not_confirmed(Name.HOLDER, "credential.key-binding-missing"))
    return replace(found, checks=(*found.checks, *missing))


def _credential(
    credential: Mapping[str, Any], token: tokens.Token | None, form: str, setting: Setting
) -> Verification:
    now, fetcher, contexts = setting.now, setting.fetcher, setting.contexts
    schema = _check_schema(credential, token, contexts)
    proofs: tuple[Verified, ...] = ()
    if schema.outcome is Outcome.NOT_CONFIRMED and not structure.is_address(issuer_of(credential)):
        signature = not_checked(Name.SIGNATURE, "credential.not-asked")
    else:
        signature, proofs = check_signature(credential, token, now, fetcher, contexts)
    proven = signature.outcome is Outcome.CONFIRMED
    checks = [
        schema,
        signature,
        check_dates(credential, token, now),
        check_status(credential, now, fetcher, contexts)
        if proven
        else not_checked(Name.STATUS, "credential.status-not-asked"),
        check_issuer(credential, setting.register, proven),
        check_entitlement(credential, setting.register, proven),
        *check_endorsements(credential, now, fetcher, contexts),
        *check_wrapped(credential, proven, partial(_inside, replace(setting, expected=None))),
    ]
    kind = "open-badge" if structure.BADGE_TYPES & types(credential) else "verifiable-credential"
    return Verification(tuple(checks), credential, plain.read(credential), form, kind, proofs)


def _check_schema(credential: Mapping[str, Any], token: tokens.Token | None, contexts: Contexts) -> Check:
    try:
        check_structure(credential)
        check_related(credential)
        if token is None:
            for url in structure.listed(credential.get("@context")):
                contexts.inlined(url)
    except TanymError as error:
        return answer(Name.SCHEMA, error)
    return confirmed(Name.SCHEMA, "credential.structure-as-expected")


def _sealed(document: Mapping[str, Any], form: str, setting: Setting) -> Verification:
    """A text with an organisation's seal around it (JAdES); only European Digital Credentials are read from one.

    Where the seal itself cannot be read, the text is shown all the same, and the check of the seal says so.
    """
    try:
        text = jades.read(document).payload
    except TanymError:
        text = str(document.get("payload", ""))
    if not text.lstrip().startswith("{"):  # a token as JSON, or an encrypted one: no credential travels so
        return _unread("credential.format-unsupported", form)
    try:
        credential = parse_object(text.encode("utf-8", "surrogatepass"))
    except TanymError as error:
        return _unread(error.code, form)
    if EDC not in types(credential):
        return _unread("credential.format-unsupported", form)
    return _european(credential, document, form, setting)


def _european(
    credential: Mapping[str, Any], seal: Mapping[str, Any] | None, form: str, setting: Setting
) -> Verification:
    checks = check_european(
        credential,
        seal,
        now=setting.now,
        contexts=setting.contexts,
        authorities=setting.authorities,
    )
    return Verification(checks, credential, plain.read(credential), form, "european-digital-credential")


def _unread(code: str, form: str) -> Verification:
    check = answer(Name.SCHEMA, InvalidValue(code, form=form))
    return Verification((check, *_unmade(code)), form=form)


def _unmade(code: str) -> tuple[Check, ...]:
    rest = (name for name in Name if name not in (Name.SCHEMA, *_ONLY_WHERE_MET))
    return tuple(not_checked(name, "credential.not-read", because=code) for name in rest)
