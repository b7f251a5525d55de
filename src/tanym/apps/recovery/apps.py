"""Registers the room with Django."""

from django.apps import AppConfig


class RecoveryConfig(AppConfig):
    """The room `recovery`; it has no tables: a link is its own proof, and dies with the password that it replaces."""

    name = "tanym.apps.recovery"
    label = "recovery"
