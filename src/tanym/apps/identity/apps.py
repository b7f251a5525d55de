"""Registers the room with Django."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """The room `identity`."""

    name = "tanym.apps.identity"
    label = "identity"

    def ready(self) -> None:
        """Say what the room keeps about people."""
        from tanym.apps.accounts.holdings import join
        from tanym.apps.identity.holdings import HOLDING

        join(HOLDING)
