"""Verifies a European Digital Credential: its seal (JAdES), whom the certificate names, its dates and its structure.

The structure is compared with the members that the application profile demands; the full SHACL shapes are run where
credentials are made. A seal is never called advanced or qualified: that is for a qualified validation service to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from tanym.core.credentials.certificates import trusted_authority
from tanym.core.credentials.checks import (
    Check,
    Citation,
    Name,
    Outcome,
    confirmed,
    not_checked,
    not_confirmed,
)
from tanym.core.credentials.contexts import Contexts
from tanym.core.credentials.moments import moment
from tanym.core.credentials.proofs import jades
from tanym.core.credentials.proofs.jades import SealFound
from tanym.core.credentials.signature import answer
from tanym.core.credentials.structure import check_contexts, is_address, listed, types
from tanym.core.credentials.terms import check_terms
from tanym.core.kernel.errors import InvalidValue, NotFound, TanymError

_CLAIMS = frozenset({"LearningAchievement", "LearningActivity", "LearningAssessment", "LearningEntitlement"})
# What each kind of node must have (EDC application profile 1.1.0, shapes with minCount 1).
_NEEDS: Mapping[str, tuple[str, ...]] = {
    "DisplayParameter": ("title", "primaryLanguage", "language", "individualDisplay"),
    "IndividualDisplay": ("language", "displayDetail"),
    "DisplayDetail": ("page", "image"),
    "MediaObject": ("content", "contentEncoding", "contentType"),
    "Organisation": ("legalName", "location"),
    "Location": ("address",),
    "Address": ("countryCode",),
    "LegalIdentifier": ("notation", "spatial"),
    "Person": ("hasClaim",),
    "LearningAchievement": ("title", "awardedBy"),
    "LearningActivity": ("title", "awardedBy"),
    "LearningAssessment": ("title", "awardedBy", "grade"),
    "LearningEntitlement": ("title", "awardedBy"),
    "LearningEntitlementSpecification": ("title", "dcType", "entitlementStatus"),
    "AwardingProcess": ("awardingBody",),
    "CreditPoint": ("framework", "point"),
    "Note": ("noteLiteral",),
    "WebResource": ("contentURL",),
    "Accreditation": ("dcType", "title", "accreditingAgent"),
}
_CREDENTIAL = ("id", "issuer", "credentialSubject", "validFrom", "credentialSchema", "credentialProfiles", "displayParameter")  # fmt: skip
_SEALED = ("issued",)
_PROFILE = "European Learning Model 3, application profile EDC"
_CITES = {
    Name.SCHEMA: Citation(_PROFILE, "SHACL shapes, minCount 1"),
    Name.SIGNATURE: Citation("ETSI TS 119 182-1 (JAdES)", "6.3, level B-B"),
    Name.DATES: Citation(_PROFILE, "validFrom, validUntil"),
    Name.STATUS: Citation(_PROFILE, "credentialStatus"),
    Name.ISSUER: Citation(_PROFILE, "eIDASIdentifier of the issuer"),
}


def check_european(
    credential: Mapping[str, Any],
    seal: Mapping[str, Any] | None,
    *,
    now: datetime,
    contexts: Contexts,
    authorities: Sequence[bytes],
) -> tuple[Check, ...]:
    """The named checks of a credential and of the seal around it (None where it bears none).

    `authorities` are the certificates, in DER, of those whose seals this installation trusts.
    """
    found, signature = _check_seal(seal, now, authorities)
    checks = (
        _check_schema(credential, contexts, sealed=seal is not None),
        signature,
        _check_dates(credential, now),
        # The shapes leave no room for a status: the award's own page says whether it was revoked.
        not_checked(Name.STATUS, "credential.status-not-in-format"),
        _check_issuer(credential, found if signature.outcome is Outcome.CONFIRMED else None),
        not_checked(
            Name.ENTITLEMENT,
            "credential.issuer-not-in-register"
            if signature.outcome is Outcome.CONFIRMED
            else "credential.issuer-not-proven",
        ),
    )
    return tuple(replace(check, cites=_CITES.get(check.name, check.cites)) for check in checks)


def _check_seal(
    seal: Mapping[str, Any] | None, now: datetime, authorities: Sequence[bytes]
) -> tuple[SealFound | None, Check]:
    if seal is None:
        return None, not_confirmed(Name.SIGNATURE, "credential.unsealed")
    try:
        found = jades.verify(jades.read(seal), now)
    except TanymError as error:
        return None, answer(Name.SIGNATURE, error)
    said = {
        "organisation": found.holder.organisation,
        "identifier": found.holder.identifier or "…",
        "on": found.sealed_at.date().isoformat(),
    }
    try:
        authority = trusted_authority(found.chain, authorities, now)
    except NotFound as error:  # intact, but whose seal it is stays open
        return found, not_checked(Name.SIGNATURE, error.code, **{**said, **error.details})
    except InvalidValue as error:
        return found, answer(Name.SIGNATURE, error)
    return found, confirmed(Name.SIGNATURE, "credential.sealed", authority=authority, **said)


def _check_schema(credential: Mapping[str, Any], contexts: Contexts, sealed: bool) -> Check:
    try:
        check_contexts(credential.get("@context"))
        _check_members(credential, sealed)
        check_terms(credential, contexts)
    except TanymError as error:
        return answer(Name.SCHEMA, error)
    code = "credential.edc-as-expected" if sealed else "credential.edc-without-what-a-seal-adds"
    return confirmed(Name.SCHEMA, code)


def _check_members(credential: Mapping[str, Any], sealed: bool) -> None:
    _need(credential, (*_CREDENTIAL, *(_SEALED if sealed else ())), "credential")
    issuer = credential["issuer"]
    if not isinstance(issuer, Mapping) or not is_address(issuer.get("id")):
        raise InvalidValue("credential.issuer-invalid")
    _need(issuer, (*_NEEDS["Organisation"], *(("eIDASIdentifier",) if sealed else ())), "issuer")
    subjects = listed(credential["credentialSubject"])
    if len(subjects) != 1 or not isinstance(subjects[0], Mapping):
        raise InvalidValue("credential.subject-invalid")
    claims = [one for one in listed(subjects[0].get("hasClaim")) if isinstance(one, Mapping)]
    if not any(_CLAIMS & types(one) for one in claims):
        raise InvalidValue("credential.subject-invalid")
    if not any(types(one) & {"ShaclValidator2017"} for one in listed(credential["credentialSchema"])
               if isinstance(one, Mapping)):  # fmt: skip
        raise InvalidValue("credential.structure-invalid", member="credentialSchema")
    waiting: list[Any] = [credential]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping):
            for kind in types(node) & _NEEDS.keys():
                if len(node) > 2:  # a node of `id` and `type` only points to one that stands elsewhere
                    _need(node, _NEEDS[kind], kind)
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node


def _need(node: Mapping[str, Any], members: tuple[str, ...], place: str) -> None:
    for member in members:
        if node.get(member) in (None, "", [], {}):
            raise InvalidValue("credential.structure-invalid", member=f"{place}/{member}")


def _check_dates(credential: Mapping[str, Any], now: datetime) -> Check:
    """The profile's own names and those of VC 1.1 beside them; each that is given must hold."""
    begins, ends = credential.get("validFrom"), credential.get("validUntil", credential.get("expirationDate"))
    try:
        since = [
            moment(credential[name]) for name in ("validFrom", "issuanceDate", "issued") if name in credential
        ]
        until = [moment(credential[name]) for name in ("validUntil", "expirationDate") if name in credential]
    except TanymError as error:
        return answer(Name.DATES, error)
    if not since:
        return not_confirmed(Name.DATES, "credential.date-missing", member="validFrom")
    if until and min(until) < min(since):
        return not_confirmed(Name.DATES, "credential.validity-period-invalid")
    if max(since) > now:
        return not_confirmed(Name.DATES, "credential.not-yet-valid", on=max(since).date().isoformat())
    if until and min(until) < now:
        return not_confirmed(Name.DATES, "credential.expired", on=min(until).date().isoformat())
    if until:
        return confirmed(Name.DATES, "credential.valid-until", since=str(begins)[:10], until=str(ends)[:10])
    return confirmed(Name.DATES, "credential.valid-without-end", since=str(begins)[:10])


def _check_issuer(credential: Mapping[str, Any], found: SealFound | None) -> Check:
    """Whether the issuer in the text is the organisation in the certificate, by the identifier that both bear."""
    if found is None:
        return not_checked(Name.ISSUER, "credential.issuer-not-proven")
    issuer = credential.get("issuer")
    named = issuer.get("eIDASIdentifier") if isinstance(issuer, Mapping) else None
    claimed = named.get("notation") if isinstance(named, Mapping) else None
    if not found.holder.identifier or claimed != found.holder.identifier:
        return not_confirmed(
            Name.ISSUER, "credential.issuer-differs-from-seal", organisation=found.holder.organisation
        )
    return confirmed(
        Name.ISSUER,
        "credential.issuer-of-seal",
        organisation=found.holder.organisation,
        identifier=found.holder.identifier,
    )
