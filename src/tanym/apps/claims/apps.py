"""Registers the room with Django."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    """The room `claims`."""

    name = "tanym.apps.claims"
    label = "claims"

    def ready(self) -> None:
        """Make its kind of long work known."""
        from django.urls import reverse

        from tanym.apps.accounts.holdings import join
        from tanym.apps.claims import sending
        from tanym.apps.claims.actions.send_to_all import KIND
        from tanym.apps.claims.holdings import HOLDING
        from tanym.apps.jobs.kinds import Kind, register

        join(HOLDING)
        register(
            Kind(
                name=KIND,
                words="claim.work.send",
                run=sending.run,
                page=lambda arguments: reverse("claims:followed"),
                keeps=True,  # steps are codes that left
            )
        )
