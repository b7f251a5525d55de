"""Registers the room with Django."""

from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    """The room `recognition`."""

    name = "tanym.apps.recognition"
    label = "recognition"

    def ready(self) -> None:
        """Make its kinds of cases known to the clocks."""
        from tanym.apps.clocks.kinds import register
        from tanym.apps.recognition.terms import kinds

        for kind in kinds():
            register(kind)
