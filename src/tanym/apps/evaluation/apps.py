"""Registers the room with Django."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """The room `evaluation`."""

    name = "tanym.apps.evaluation"
    label = "evaluation"

    def ready(self) -> None:
        """Bring the track of foreign learning to the cases of recognition."""
        from tanym.apps.accounts.holdings import join
        from tanym.apps.evaluation.holdings import HOLDING
        from tanym.apps.evaluation.track import TRACK
        from tanym.apps.recognition.tracks import register

        join(HOLDING)
        register(TRACK)
