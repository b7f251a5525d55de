"""Registers the room with Django."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """The room `privacy`."""

    name = "tanym.apps.privacy"
    label = "privacy"

    def ready(self) -> None:
        """Make its kind of long work known, and say what the room itself keeps about people."""
        from django.urls import reverse

        from tanym.apps.accounts.holdings import join
        from tanym.apps.jobs.kinds import Kind, register
        from tanym.apps.privacy.exporting import KIND, run
        from tanym.apps.privacy.holdings import HOLDING

        join(HOLDING)
        register(
            Kind(name=KIND, words="privacy.work.export", run=run, page=lambda _: reverse("privacy:mine"))
        )
