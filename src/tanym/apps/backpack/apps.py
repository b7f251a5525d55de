"""Registers the room with Django."""

from django.apps import AppConfig


class BackpackConfig(AppConfig):
    """The room `backpack`."""

    name = "tanym.apps.backpack"
    label = "backpack"

    def ready(self) -> None:
        """Make its scopes known, so that a person can allow them to a program, and the platform's verifier to recognition."""
        from tanym.apps.accounts.holdings import join
        from tanym.apps.audit import rotation
        from tanym.apps.backpack.holdings import HOLDING
        from tanym.apps.backpack.rotation import renew
        from tanym.apps.backpack.scopes import SCOPES
        from tanym.apps.credentials.verification import verify
        from tanym.apps.oauth.scopes import register
        from tanym.apps.recognition import signatures

        join(HOLDING)
        rotation.join("backpack", renew)
        for scope in SCOPES:
            register(scope)
        signatures.register(verify)
