"""Registers the room with Django."""

from django.apps import AppConfig


class SimulationConfig(AppConfig):
    """The room `simulation`."""

    name = "tanym.apps.simulation"
    label = "simulation"
