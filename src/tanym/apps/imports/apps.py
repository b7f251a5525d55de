"""Registers the room with Django, and the kinds of lists that can be brought in."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """The room `imports`."""

    name = "tanym.apps.imports"
    label = "imports"

    def ready(self) -> None:
        from tanym.apps.imports.kinds import register_below

        register_below()
