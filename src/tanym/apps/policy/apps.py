"""Registers the room with Django."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    """The room `policy`."""

    name = "tanym.apps.policy"
    label = "policy"
