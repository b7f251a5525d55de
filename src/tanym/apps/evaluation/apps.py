"""Registers the room with Django."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """The room `evaluation`."""

    name = "tanym.apps.evaluation"
    label = "evaluation"
