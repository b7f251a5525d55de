"""Registers the room with Django."""

from django.apps import AppConfig


class ValidationConfig(AppConfig):
    """The room `validation`."""

    name = "tanym.apps.validation"
    label = "validation"
