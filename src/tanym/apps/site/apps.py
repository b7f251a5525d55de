"""Registers the room with Django."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The room `site`."""

    name = "tanym.apps.site"
    label = "site"
