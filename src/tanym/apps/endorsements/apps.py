"""Registers the room with Django."""

from django.apps import AppConfig


class EndorsementsConfig(AppConfig):
    """The room `endorsements`."""

    name = "tanym.apps.endorsements"
    label = "endorsements"

    def ready(self) -> None:
        """Say what the room keeps about people."""
        from tanym.apps.accounts.holdings import join
        from tanym.apps.endorsements.holdings import HOLDING

        join(HOLDING)
