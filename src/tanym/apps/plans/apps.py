"""Registers the room with Django."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """The room `plans`."""

    name = "tanym.apps.plans"
    label = "plans"
