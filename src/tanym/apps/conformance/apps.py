"""Registers the room with Django."""

from django.apps import AppConfig


class ConformanceConfig(AppConfig):
    """The room `conformance`."""

    name = "tanym.apps.conformance"
    label = "conformance"
