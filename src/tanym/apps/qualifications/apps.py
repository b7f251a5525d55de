"""Registers the room with Django."""

from django.apps import AppConfig


class QualificationsConfig(AppConfig):
    """The room `qualifications`."""

    name = "tanym.apps.qualifications"
    label = "qualifications"

    def ready(self) -> None:
        """Make its kind of case known to the clocks."""
        from tanym.apps.clocks.kinds import register
        from tanym.apps.qualifications.terms import kind

        register(kind())
