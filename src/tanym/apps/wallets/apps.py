"""Registers the room with Django."""

from django.apps import AppConfig


class WalletsConfig(AppConfig):
    """The room `wallets`."""

    name = "tanym.apps.wallets"
    label = "wallets"

    def ready(self) -> None:
        """Make the scopes, the grant type and the parameter of wallets known to the authorisation server."""
        from tanym.apps.accounts.holdings import join
        from tanym.apps.audit import rotation
        from tanym.apps.oauth import extensions, grants, metadata, scopes
        from tanym.apps.wallets.access import ByState, by_code
        from tanym.apps.wallets.configurations import SCOPES, server_members
        from tanym.apps.wallets.holdings import HOLDING
        from tanym.apps.wallets.rotation import renew
        from tanym.core.credentials.openid.offers import PRE_AUTHORISED

        join(HOLDING)
        rotation.join("wallets", renew)
        for name, scope in SCOPES.items():
            scopes.register(scopes.Scope(scope, f"wallet.scope.{name}"))
        grants.register(PRE_AUTHORISED, by_code)
        extensions.register(ByState())
        metadata.register(server_members)
