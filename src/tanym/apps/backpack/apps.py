"""Registers the room with Django."""

from django.apps import AppConfig


class BackpackConfig(AppConfig):
    """The room `backpack`."""

    name = "tanym.apps.backpack"
    label = "backpack"
