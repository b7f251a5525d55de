"""What a subscriber is sent, and with which keys it is signed."""

from __future__ import annotations

import json
import uuid
from datetime import UTC
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.crypto import salted_hmac

from tanym.adapters.send import GuardedSender
from tanym.adapters.signing.software import SoftwareSigner
from tanym.apps.audit.key_store import general_secrets, key_store
from tanym.apps.registers.changes import Changed
from tanym.apps.registers.models import Subscription
from tanym.apps.registers.open_data.cells import plain_change
from tanym.core.credentials.did import web_did
from tanym.core.registers import webhooks


def signer() -> SoftwareSigner:
    """The platform's key for webhooks: its own, so that nothing else can be signed with it by a message."""
    name = web_did(urlsplit(settings.TANYM.address).netloc, "webhooks")
    return key_store().ensure(name)


def public_key() -> str:
    """The public half, as a subscriber keeps it (`whpk_…`)."""
    return webhooks.public_key(signer().public)


def secrets(of: Subscription) -> list[bytes]:
    """The shared secret of a subscription and the one before it, so that nothing is lost while it is replaced.

    Computed from the installation's own secret, kept nowhere. Where that was changed, what an earlier one gave signs, too,
    until it is dropped: so long the subscriber has time to fetch a new one.
    """
    generations = [one for one in (of.generation, of.generation - 1) if one]
    return [_secret(of, one, general) for general in general_secrets() for one in generations]


def _secret(of: Subscription, generation: int, general: str) -> bytes:
    name = f"{of.public_id}.{generation}"
    return salted_hmac("tanym.registers.webhooks", name, secret=general, algorithm="sha256").digest()


def sender() -> GuardedSender:
    """The guarded way out; loopback hosts in the sample country only."""
    hosts = settings.TANYM.loopback_hosts.split(",") if settings.TANYM.sample else []
    return GuardedSender([host.strip() for host in hosts if host.strip()])


def message_id(changed: Changed) -> str:
    """The identifier of the message of a change, the same at every try and after every crash."""
    name = f"{settings.TANYM.address}/{changed.register}/{changed.row.id}/{changed.row.number}"
    return f"msg_{uuid.uuid5(uuid.NAMESPACE_URL, name).hex}"


def body(of: Subscription, changed: Changed) -> str:
    """The message of a change: the same data as in the programming interface. It names the subscription, so that one meant for another receiver is known as such."""
    row = changed.row
    said = {
        "type": f"registers.{changed.register.replace('-', '_')}.{row.act.replace('-', '_')}",
        "timestamp": row.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "subscription": str(of.public_id),
        "data": {"register": changed.register, **plain_change(row, settings.TANYM.address)},
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def challenge(of: Subscription) -> str:
    """The message to which an address answers with the challenge in it, to show that it wants what we send."""
    said = {
        "type": "registers.challenge",
        "subscription": str(of.public_id),
        "data": {"challenge": of.challenge},
    }
    return json.dumps(said, separators=(",", ":"))
