"""Registers the room with Django."""

from django.apps import AppConfig


class StandardsConfig(AppConfig):
    """The room `standards`."""

    name = "tanym.apps.standards"
    label = "standards"
