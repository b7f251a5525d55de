"""Requests for a credential and their answers (OpenID4VCI 1.0, 8): which configuration, and the proofs of the keys."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tanym.core.credentials.openid.encryption import Recipient, decrypted, read_recipient
from tanym.core.credentials.parse import parse_object
from tanym.core.kernel.errors import InvalidValue, TanymError


@dataclass(frozen=True, slots=True)
class CredentialRequest:
    """What a wallet asks of the credential endpoint; `proofs` are not judged yet."""

    configuration: str
    proofs: object = None
    recipient: Recipient | None = None


def read_credential_request(
    body: bytes,
    *,
    known: Collection[str],
    allowed: Collection[str],
    identified: Collection[str] = (),
    private: Mapping[str, str] | None = None,
) -> CredentialRequest:
    """The request in a body; with `private`, in one that is encrypted to that key of ours.

    An encrypted answer is asked for in an encrypted request only: else somebody between could put his key in the place
    of the wallet's (OpenID4VCI 1.0, 8.2).

    `known` are the configurations of the issuer, `allowed` those that the access token is for. `identified` are the
    credential identifiers of the token response, where it named any: then one of them stands in the place of a
    configuration. Raises `InvalidValue` with `openid.invalid-credential-request`,
    `openid.unknown-credential-configuration`, `openid.unknown-credential-identifier` or
    `openid.invalid-encryption-parameters`.
    """
    try:
        asked = parse_object(body) if private is None else decrypted(body.decode("ascii", "replace"), private)
    except TanymError as error:
        raise InvalidValue("openid.invalid-credential-request", why=error.code) from None
    recipient = None
    if "credential_response_encryption" in asked:
        if private is None:
            raise InvalidValue(
                "openid.invalid-encryption-parameters", why="the request must be encrypted too"
            )
        recipient = read_recipient(asked["credential_response_encryption"])
    configuration, identifier = (
        asked.get(name) for name in ("credential_configuration_id", "credential_identifier")
    )
    if identified:
        if configuration is not None or not isinstance(identifier, str):
            raise InvalidValue("openid.invalid-credential-request", why="credential_identifier alone is due")
        if identifier not in identified:
            raise InvalidValue("openid.unknown-credential-identifier")
        return CredentialRequest(identifier, asked.get("proofs"), recipient)
    if identifier is not None or not isinstance(configuration, str):
        raise InvalidValue(
            "openid.invalid-credential-request", why="credential_configuration_id alone is due"
        )
    if configuration not in known:
        raise InvalidValue("openid.unknown-credential-configuration")
    if configuration not in allowed:
        raise InvalidValue("openid.invalid-credential-request", why="the access token is for another one")
    return CredentialRequest(configuration, asked.get("proofs"), recipient)


def credential_response(made: Sequence[str | dict[str, Any]], notification: str = "") -> dict[str, Any]:
    """The answer with the copies made, one for each key, and the name under which the wallet tells how it went (OpenID4VCI 1.0, 8.3)."""
    answer: dict[str, Any] = {"credentials": [{"credential": one} for one in made]}
    return answer | ({"notification_id": notification} if notification else {})
