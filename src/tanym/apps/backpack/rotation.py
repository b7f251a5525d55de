"""What the room `backpack` seals anew once the installation's secrets have changed: what other hosts gave us."""

from __future__ import annotations

from tanym.apps.audit.rotation import Renewed, renew_column
from tanym.apps.backpack.models import Connection, Host


def renew() -> Renewed:
    """Our secrets at other hosts, and the tokens of people's visits there."""
    return (
        renew_column(Host, "sealed_secret", lambda host: f"backpack.host:{host.address}")
        + renew_column(Connection, "sealed_verifier", lambda one: f"backpack.verifier:{one.state}")
        + renew_column(Connection, "sealed_token", lambda one: f"backpack.token:{one.public_id}")
    )
