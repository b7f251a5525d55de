"""Registers the room with Django."""

from django.apps import AppConfig


class OauthConfig(AppConfig):
    """The room `oauth`."""

    name = "tanym.apps.oauth"
    label = "oauth"
