"""Registers the room with Django."""

from django.apps import AppConfig


class WorkshopConfig(AppConfig):
    """The room `workshop`."""

    name = "tanym.apps.workshop"
    label = "workshop"
