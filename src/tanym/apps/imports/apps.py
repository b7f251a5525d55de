"""Registers the room with Django."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """The room `imports`."""

    name = "tanym.apps.imports"
    label = "imports"
