"""Registers the room with Django."""

from django.apps import AppConfig


class OffersConfig(AppConfig):
    """The room `offers`."""

    name = "tanym.apps.offers"
    label = "offers"

    def ready(self) -> None:
        """Bring its track to recognition, and what counts to the page of a discipline."""
        from tanym.apps.accounts.holdings import join
        from tanym.apps.offers.holdings import HOLDING
        from tanym.apps.offers.panels import towards
        from tanym.apps.offers.track import TRACK
        from tanym.apps.recognition.beside import register as beside
        from tanym.apps.recognition.tracks import register

        join(HOLDING)
        register(TRACK)
        beside(towards)
