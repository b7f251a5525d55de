"""Credentials and presentations that travel as a token inside JSON (VCDM 2.0, 4.13.1)."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from typing import Any

from tanym.core.credentials.proofs.cose import START, read_base64
from tanym.core.credentials.structure import types
from tanym.core.kernel.errors import InvalidValue

CREDENTIAL, PRESENTATION = "EnvelopedVerifiableCredential", "EnvelopedVerifiablePresentation"
_TOKENS = frozenset(
    f"application/{name}"
    for name in (
        "jwt", "vc+jwt", "vc+ld+jwt", "vc-ld+jwt", "vc+sd-jwt", "vc+ld+sd-jwt", "vc-ld+sd-jwt", "dc+sd-jwt",
        "vp+jwt", "vp+ld+jwt", "vp-ld+jwt", "vp+sd-jwt", "vp+ld+sd-jwt", "vp-ld+sd-jwt",
    )
)  # fmt: skip
_MESSAGES = frozenset(f"application/{name}" for name in ("vc+cose", "vp+cose", "vc-ld+cose", "vp-ld+cose"))


def is_enveloped(document: Mapping[str, Any]) -> bool:
    """Whether a document is nothing but the envelope of a token."""
    return bool({CREDENTIAL, PRESENTATION} & types(document))


def token_of(document: Mapping[str, Any]) -> bytes:
    """The token in an envelope: its `id` is a `data:` address (RFC 2397). One of COSE is bytes, packed as base64.

    Raises `InvalidValue("credential.envelope-malformed")`.
    """
    malformed = InvalidValue("credential.envelope-malformed")
    address = document.get("id")
    if not isinstance(address, str) or not address.startswith("data:") or "," not in address:
        raise malformed
    if document.keys() - {"@context", "id", "type"}:
        raise malformed
    about, _, content = address.removeprefix("data:").partition(",")
    media, *parameters = (part.strip().lower() for part in about.split(";"))
    if media not in _TOKENS | _MESSAGES or set(parameters) - {"base64", "base64url"}:
        raise malformed
    if media in _MESSAGES:
        return _message(content, parameters)
    # `base64url` says no more than what a token is made of; only `base64` packs it once more.
    token = content.strip().encode("ascii", "replace")
    if "base64" in parameters:
        try:
            token = base64.b64decode(token, validate=True)
        except (binascii.Error, ValueError):
            raise malformed from None
    if not token.startswith(b"ey"):  # {" in base64url: the head of a token, and not another document
        raise malformed
    return token


def _message(content: str, parameters: Sequence[str]) -> bytes:
    try:
        found = read_base64(content) if parameters else b""
    except ValueError:
        found = b""
    if not found.startswith(START):
        raise InvalidValue("credential.envelope-malformed")
    return found
