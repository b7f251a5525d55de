"""Registers the room with Django."""

from django.apps import AppConfig


class AccreditationConfig(AppConfig):
    """The room `accreditation`."""

    name = "tanym.apps.accreditation"
    label = "accreditation"
