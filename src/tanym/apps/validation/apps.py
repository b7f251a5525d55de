"""Registers the room with Django."""

from django.apps import AppConfig


class ValidationConfig(AppConfig):
    """The room `validation`."""

    name = "tanym.apps.validation"
    label = "validation"

    def ready(self) -> None:
        """Bring to recognition what only a validation has."""
        from tanym.apps.recognition.tracks import register
        from tanym.apps.validation.track import track

        register(track())
