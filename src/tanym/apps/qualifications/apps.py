"""Registers the room with Django."""

from django.apps import AppConfig


class QualificationsConfig(AppConfig):
    """The room `qualifications`."""

    name = "tanym.apps.qualifications"
    label = "qualifications"
