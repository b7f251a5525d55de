"""Registers the room with Django."""

from django.apps import AppConfig


class ExamsConfig(AppConfig):
    """The room `exams`."""

    name = "tanym.apps.exams"
    label = "exams"
