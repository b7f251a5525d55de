"""Registers the room with Django, and its registers with the room of registers."""

from django.apps import AppConfig


class StandardsConfig(AppConfig):
    """The room `standards`."""

    name = "tanym.apps.standards"
    label = "standards"

    def ready(self) -> None:
        from tanym.apps.accounts.holdings import join
        from tanym.apps.audit.disclosure import register
        from tanym.apps.registers.sources import register_source
        from tanym.apps.standards.holdings import HOLDING
        from tanym.apps.standards.sources import SOURCES

        join(HOLDING)
        for source in SOURCES:
            register_source(source)
        register("standards.instrument:", lambda _act: True)
