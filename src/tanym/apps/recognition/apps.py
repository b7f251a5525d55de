"""Registers the room with Django."""

from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    """The room `recognition`."""

    name = "tanym.apps.recognition"
    label = "recognition"
