"""Registers the room with Django."""

from django.apps import AppConfig


class BackpackConfig(AppConfig):
    """The room `backpack`."""

    name = "tanym.apps.backpack"
    label = "backpack"

    def ready(self) -> None:
        """Make its scopes known, so that a person can allow them to a program."""
        from tanym.apps.backpack.scopes import SCOPES
        from tanym.apps.oauth.scopes import register

        for scope in SCOPES:
            register(scope)
