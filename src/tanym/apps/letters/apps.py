"""Registers the room with Django."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """The room `letters`."""

    name = "tanym.apps.letters"
    label = "letters"
