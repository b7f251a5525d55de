"""Registers the room with Django."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """The room `learning`."""

    name = "tanym.apps.learning"
    label = "learning"

    def ready(self) -> None:
        """Say what the room keeps about people."""
        from tanym.apps.accounts.holdings import join
        from tanym.apps.learning.holdings import HOLDING

        join(HOLDING)
