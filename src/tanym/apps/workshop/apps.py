"""Registers the room with Django."""

from django.apps import AppConfig


class WorkshopConfig(AppConfig):
    """The room `workshop`."""

    name = "tanym.apps.workshop"
    label = "workshop"

    def ready(self) -> None:
        """Say what the room keeps about people."""
        from tanym.apps.accounts.holdings import join
        from tanym.apps.workshop.holdings import HOLDING

        join(HOLDING)
