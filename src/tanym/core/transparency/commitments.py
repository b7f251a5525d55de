"""What of an act stands in the log: a salted commitment to its content, which says nothing to who has no salt."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from hashlib import sha256

from tanym.core.kernel.canonical import canonical
from tanym.core.kernel.errors import InvalidValue

SALT_BYTES = 16
SECOND = "second"
"""The detail that names the second of four eyes, by an identifier."""


def act_content(
    salt: str,
    *,
    number: int,
    at: str,
    actor: str,
    action: str,
    subject: str,
    details: Mapping[str, object],
) -> dict[str, object]:
    """What the commitment to an act is to. Who acted, and a second person, stand in it as marks.

    `at` is the moment in UTC to the microsecond, `action` is `room.verb`, `subject` is `room.thing:id`.
    """
    kept = dict(details)
    if kept.get(SECOND):
        kept[SECOND] = actor_mark(salt, str(kept[SECOND]))
    return {
        "number": number,
        "at": at,
        "actor": actor_mark(salt, actor),
        "action": action,
        "subject": subject,
        "details": kept,
    }


def commitment(salt: str, content: Mapping[str, object]) -> str:
    """HMAC-SHA256 of the canonical content (RFC 8785) under the salt; both in hexadecimal.

    Without the salt nobody can try out contents, so what is erased with its salt is gone for good.
    Raises `InvalidValue("log.salt-malformed")`.
    """
    return hmac.new(_salt(salt), canonical(dict(content)), sha256).hexdigest()


def actor_mark(salt: str, actor: str) -> str:
    """How the person who acted stands in the content: a mark that changes with each act; empty for the platform.

    Who is told the identifier can verify it; nobody can follow a person from act to act.
    """
    return hmac.new(_salt(salt), b"actor:" + actor.encode(), sha256).hexdigest() if actor else ""


def leaf_entry(number: int, committed: str) -> bytes:
    """The bytes of the leaf: the number of the act and its commitment, as canonical JSON."""
    return canonical({"commitment": committed, "number": number})


def _salt(salt: str) -> bytes:
    try:
        held = bytes.fromhex(salt)
    except ValueError as error:
        raise InvalidValue("log.salt-malformed") from error
    if len(held) != SALT_BYTES or held.hex() != salt:
        raise InvalidValue("log.salt-malformed")
    return held
