"""Registers the room with Django."""

from django.apps import AppConfig


class SimulationConfig(AppConfig):
    """The room `simulation`."""

    name = "tanym.apps.simulation"
    label = "simulation"

    def ready(self) -> None:
        """Make the kind of work known."""
        from django.urls import reverse

        from tanym.apps.jobs.kinds import Kind, register
        from tanym.apps.simulation.work import KIND, run

        register(
            Kind(
                name=KIND,
                words="simulation.work",
                run=run,
                page=lambda arguments: reverse("simulation:page", args=[arguments["simulation"]]),
            )
        )
