"""Registers the room with Django."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """The room `registers`."""

    name = "tanym.apps.registers"
    label = "registers"
