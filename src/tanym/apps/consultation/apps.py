"""Registers the room with Django."""

from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    """The room `consultation`."""

    name = "tanym.apps.consultation"
    label = "consultation"
