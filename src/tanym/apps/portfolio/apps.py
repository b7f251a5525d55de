"""Registers the room with Django."""

from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    """The room `portfolio`."""

    name = "tanym.apps.portfolio"
    label = "portfolio"

    def ready(self) -> None:
        """Say what the room keeps about people."""
        from tanym.apps.accounts.holdings import join
        from tanym.apps.audit import rotation
        from tanym.apps.portfolio.holdings import HOLDING
        from tanym.apps.portfolio.rotation import renew

        join(HOLDING)
        rotation.join("portfolio", renew)
