"""What upper rooms add to an authorisation request: further parameters, what a person reads of them, what the token says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from tanym.apps.accounts.models import Person
from tanym.apps.oauth.models import Client


class Extension(Protocol):
    """Further parameters of the authorisation request, such as `authorization_details` (RFC 9396) or `issuer_state`."""

    def read(self, parameters: Mapping[str, str], client: Client, person: Person | None) -> dict[str, Any]:
        """What is kept with the grant as plain JSON; empty where the request holds nothing of this kind.

        `person` is None while nobody has signed in. Raises `Refusal` for what may not be asked.
        """
        ...

    def asks(self, details: Mapping[str, Any]) -> list[str]:
        """What a person reads of it on the consent page, in the reader's language."""
        ...

    def answer(self, details: Mapping[str, Any]) -> dict[str, Any]:
        """What the answer of the token endpoint says of it."""
        ...


_EXTENSIONS: list[Extension] = []


def register(extension: Extension) -> None:
    """Make an extension known. For `AppConfig.ready`."""
    _EXTENSIONS.append(extension)


def known() -> tuple[Extension, ...]:
    """Every extension, in the order in which they came."""
    return tuple(_EXTENSIONS)


def details_of(parameters: Mapping[str, str], client: Client, person: Person | None) -> dict[str, Any]:
    """What all extensions read in a request. Raises `Refusal`."""
    found: dict[str, Any] = {}
    for one in known():
        found |= one.read(parameters, client, person)
    return found


def asked(details: Mapping[str, Any]) -> list[str]:
    """What a person reads of the details."""
    return [words for one in known() for words in one.asks(details)]


def said(details: Mapping[str, Any]) -> dict[str, Any]:
    """What the token's answer says of the details."""
    found: dict[str, Any] = {}
    for one in known():
        found |= one.answer(details)
    return found
