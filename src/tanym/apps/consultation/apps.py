"""Registers the room with Django."""

from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    """The room `consultation`."""

    name = "tanym.apps.consultation"
    label = "consultation"

    def ready(self) -> None:
        """Say what the room keeps about people."""
        from tanym.apps.accounts.holdings import join
        from tanym.apps.consultation.holdings import HOLDING

        join(HOLDING)
