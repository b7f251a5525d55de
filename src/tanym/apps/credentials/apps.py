"""Registers the room with Django."""

from django.apps import AppConfig


class CredentialsConfig(AppConfig):
    """The room `credentials`."""

    name = "tanym.apps.credentials"
    label = "credentials"
