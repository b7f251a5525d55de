"""Registers the room with Django."""

from django.apps import AppConfig


class ValidationConfig(AppConfig):
    """The room `validation`."""

    name = "tanym.apps.validation"
    label = "validation"

    def ready(self) -> None:
        """Bring to recognition what only a validation has, and who has advised whom to every case."""
        from tanym.apps.accounts.holdings import join
        from tanym.apps.recognition.ties import register_tie
        from tanym.apps.recognition.tracks import register
        from tanym.apps.validation.guiding import has_advised
        from tanym.apps.validation.holdings import HOLDING
        from tanym.apps.validation.track import track
        from tanym.core.recognition.assignment import Tie

        join(HOLDING)
        register(track())
        register_tie(Tie.ADVISER, has_advised)
