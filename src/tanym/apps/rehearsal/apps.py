"""Registers the room with Django."""

from django.apps import AppConfig


class RehearsalConfig(AppConfig):
    """The room `rehearsal`."""

    name = "tanym.apps.rehearsal"
    label = "rehearsal"
