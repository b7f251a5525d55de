"""Registers the room with Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The room `jobs`."""

    name = "tanym.apps.jobs"
    label = "jobs"
