"""Registers the room with Django."""

from django.apps import AppConfig


class CredentialsConfig(AppConfig):
    """The room `credentials`."""

    name = "tanym.apps.credentials"
    label = "credentials"

    def ready(self) -> None:
        """Make its documents known to the registers."""
        from tanym.apps.credentials.register_rows import COLUMNS, CredentialRows
        from tanym.apps.registers.columns import describe
        from tanym.apps.registers.sources import register_source

        describe(COLUMNS)
        register_source(CredentialRows())
