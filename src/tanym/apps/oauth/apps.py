"""Registers the room with Django."""

from django.apps import AppConfig


class OauthConfig(AppConfig):
    """The room `oauth`."""

    name = "tanym.apps.oauth"
    label = "oauth"

    def ready(self) -> None:
        """Make the scope known that lets a program come again by itself."""
        from tanym.apps.accounts.holdings import join
        from tanym.apps.oauth.holdings import HOLDING
        from tanym.apps.oauth.scopes import OFFLINE, Scope, register

        join(HOLDING)
        register(Scope(OFFLINE, "oauth.scope.offline"))
