"""What a wallet tells of the credentials that it was given (OpenID4VCI 1.0, 11)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tanym.core.credentials.parse import parse_object
from tanym.core.kernel.errors import InvalidValue, TanymError

LONGEST = 200


class Event(StrEnum):
    """How it went."""

    ACCEPTED = "credential_accepted"  # they are kept in the wallet
    FAILURE = "credential_failure"
    DELETED = "credential_deleted"  # its person did not want them


@dataclass(frozen=True, slots=True)
class Notification:
    """The name that came with the credentials, and what happened to them."""

    id: str
    event: Event


def read_notification(body: bytes) -> Notification:
    """The notification in a body. Raises `InvalidValue("openid.invalid-notification-request")`."""
    try:
        said = parse_object(body)
    except TanymError as error:
        raise InvalidValue("openid.invalid-notification-request", why=error.code) from None
    name, event = said.get("notification_id"), said.get("event")
    if not isinstance(name, str) or not 0 < len(name) <= LONGEST:
        raise InvalidValue("openid.invalid-notification-request", why="notification_id is missing")
    if event not in [one.value for one in Event]:
        raise InvalidValue("openid.invalid-notification-request", why="event is unknown")
    return Notification(name, Event(event))
