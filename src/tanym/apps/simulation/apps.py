"""Registers the room with Django."""

from django.apps import AppConfig


class SimulationConfig(AppConfig):
    """The room `simulation`, with its two kinds of long work."""

    name = "tanym.apps.simulation"
    label = "simulation"

    def ready(self) -> None:
        """Make the kinds of work known."""
        from django.urls import reverse

        from tanym.apps.accounts.holdings import join
        from tanym.apps.simulation.holdings import HOLDING

        join(HOLDING)
        from tanym.apps.jobs.kinds import Kind, register
        from tanym.apps.simulation import reviewing
        from tanym.apps.simulation.actions.begin_reviews import REVIEWS
        from tanym.apps.simulation.work import KIND, run

        register(
            Kind(
                name=KIND,
                words="simulation.work",
                run=run,
                page=lambda arguments: reverse("simulation:page", args=[arguments["simulation"]]),
            )
        )
        register(
            Kind(
                name=REVIEWS,
                words="simulation.reviews",
                run=reviewing.run,
                page=lambda arguments: reverse("workshop:version", args=[arguments["bundle"]]),
            )
        )
