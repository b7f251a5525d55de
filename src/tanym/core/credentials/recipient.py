"""To whom a badge was given: the identities that it names, compared with those of a person (Open Badges 3.0, verification step 5)."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from tanym.core.credentials.checks import Outcome
from tanym.core.credentials.structure import listed

MAIL = ("emailAddress", "email")
_HASHES = {"sha256": hashlib.sha256, "md5": hashlib.md5}


def recipient(credential: Mapping[str, Any], addresses: Collection[str]) -> Outcome:
    """Whether one of a person's addresses of e-mail is the one that the credential names.

    Could not be checked where it names none, or in a way that is not understood: that says nothing about the person.
    """
    found = [_names_one(one, addresses) for one in _identities(credential)]
    if any(one is True for one in found):
        return Outcome.CONFIRMED
    if found and all(one is False for one in found):
        return Outcome.NOT_CONFIRMED
    return Outcome.NOT_CHECKED


def _identities(credential: Mapping[str, Any]) -> Iterator[Mapping[str, Any] | str]:
    """Every identity of e-mail: identifiers of the subject, or its `id` as a mailto address."""
    for subject in listed(credential.get("credentialSubject")):
        if not isinstance(subject, Mapping):
            continue
        identifier = subject.get("id")
        if isinstance(identifier, str) and identifier.lower().startswith("mailto:"):
            yield identifier[len("mailto:") :]
        for one in listed(subject.get("identifier")):
            if isinstance(one, Mapping) and one.get("identityType") in MAIL:
                yield one


def _names_one(identity: Mapping[str, Any] | str, addresses: Collection[str]) -> bool | None:
    """Whether an identity is one of the addresses; None where it is hashed in an unknown way."""
    if isinstance(identity, str):
        return identity.casefold() in {one.casefold() for one in addresses}
    value = identity.get("identityHash")
    if not isinstance(value, str):
        return None
    if identity.get("hashed") is not True:
        return value.casefold() in {one.casefold() for one in addresses}
    kind, _, digest = value.partition("$")
    salt = identity.get("salt", "")
    if kind not in _HASHES or not digest or not isinstance(salt, str):
        return None
    forms = {form for one in addresses for form in (one, one.lower())}
    return any(_HASHES[kind]((form + salt).encode()).hexdigest() == digest.lower() for form in forms)
