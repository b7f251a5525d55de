"""Registers the room with Django, and the kinds of lists that can be brought in."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """The room `imports`, with its own list and its kind of long work."""

    name = "tanym.apps.imports"
    label = "imports"

    def ready(self) -> None:
        """Make the kinds of lists known: its own, and those of the rooms below."""
        from django.urls import reverse

        from tanym.apps.accounts.holdings import join
        from tanym.apps.imports.holdings import HOLDING

        join(HOLDING)
        from tanym.apps.imports import work
        from tanym.apps.imports.actions.confirm import WORK
        from tanym.apps.imports.awards.kind import AWARDS
        from tanym.apps.imports.country.kind import INSTITUTIONS
        from tanym.apps.imports.entries import kinds as entries
        from tanym.apps.imports.kinds import register, register_below, register_family
        from tanym.apps.jobs import kinds as jobs

        register(INSTITUTIONS)
        for one in entries.kinds():
            register(one)
        register_below()
        register_family(AWARDS)
        jobs.register(
            jobs.Kind(
                name=WORK,
                words="imports.work",
                run=work.run,
                page=lambda arguments: reverse("imports:batch", args=[arguments["batch"]]),
                keeps=True,  # steps are rows that are written
            )
        )
