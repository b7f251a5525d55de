"""Registers the room with Django."""

from django.apps import AppConfig


class AccreditationConfig(AppConfig):
    """The room `accreditation`."""

    name = "tanym.apps.accreditation"
    label = "accreditation"

    def ready(self) -> None:
        """Make its kind of case known to the clocks."""
        from tanym.apps.accounts.holdings import join
        from tanym.apps.accreditation.holdings import HOLDING
        from tanym.apps.accreditation.terms import kind
        from tanym.apps.clocks.kinds import register

        join(HOLDING)
        register(kind())
