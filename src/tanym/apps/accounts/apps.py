"""Registers the room with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The room `accounts`."""

    name = "tanym.apps.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Say what the room keeps about people, and what the journal below it does."""
        from tanym.apps.accounts.actions.seal_numbers import seal_numbers
        from tanym.apps.accounts.holdings import join
        from tanym.apps.accounts.kept import HOLDING, JOURNAL
        from tanym.apps.audit import rotation

        join(JOURNAL)
        join(HOLDING)
        rotation.join("accounts", seal_numbers)
