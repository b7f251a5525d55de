"""Registers the room with Django."""

from django.apps import AppConfig


class EndorsementsConfig(AppConfig):
    """The room `endorsements`."""

    name = "tanym.apps.endorsements"
    label = "endorsements"
