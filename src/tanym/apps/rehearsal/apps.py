"""Registers the room with Django."""

from django.apps import AppConfig


class RehearsalConfig(AppConfig):
    """The room `rehearsal`."""

    name = "tanym.apps.rehearsal"
    label = "rehearsal"

    def ready(self) -> None:
        """Say what it keeps about people."""
        from tanym.apps.accounts.holdings import join
        from tanym.apps.rehearsal.holdings import HOLDING

        join(HOLDING)
