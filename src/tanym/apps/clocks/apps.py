"""Registers the room with Django."""

from django.apps import AppConfig


class ClocksConfig(AppConfig):
    """The room `clocks`."""

    name = "tanym.apps.clocks"
    label = "clocks"
