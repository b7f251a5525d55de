"""Registers the room with Django."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """The room `plans`."""

    name = "tanym.apps.plans"
    label = "plans"

    def ready(self) -> None:
        """Say what the room keeps about people."""
        from tanym.apps.accounts.holdings import join
        from tanym.apps.plans.holdings import HOLDING

        join(HOLDING)
