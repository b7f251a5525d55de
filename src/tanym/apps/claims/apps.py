"""Registers the room with Django."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    """The room `claims`."""

    name = "tanym.apps.claims"
    label = "claims"
