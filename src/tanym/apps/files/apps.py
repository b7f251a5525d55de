"""Registers the room with Django."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """The room `files`."""

    name = "tanym.apps.files"
    label = "files"

    def ready(self) -> None:
        """Say what the room keeps about people."""
        from tanym.apps.accounts.holdings import join
        from tanym.apps.files.holdings import HOLDING

        join(HOLDING)
