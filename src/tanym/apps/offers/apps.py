"""Registers the room with Django."""

from django.apps import AppConfig


class OffersConfig(AppConfig):
    """The room `offers`."""

    name = "tanym.apps.offers"
    label = "offers"
