"""Registers the room with Django."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """The room `letters`."""

    name = "tanym.apps.letters"
    label = "letters"

    def ready(self) -> None:
        """Say what the room keeps about people."""
        from tanym.apps.accounts.holdings import join
        from tanym.apps.letters.holdings import HOLDING

        join(HOLDING)
