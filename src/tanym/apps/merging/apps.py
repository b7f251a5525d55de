"""Registers the room with Django."""

from django.apps import AppConfig


class MergingConfig(AppConfig):
    """The room `merging`; it has no tables: what is kept of an account lies in the rooms that keep it."""

    name = "tanym.apps.merging"
    label = "merging"
