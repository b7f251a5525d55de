"""Registers the room with Django."""

from django.apps import AppConfig


class ExamsConfig(AppConfig):
    """The room `exams`."""

    name = "tanym.apps.exams"
    label = "exams"

    def ready(self) -> None:
        """Bring its track to recognition, and tell the platform of documents that are annulled."""
        from tanym.apps.accounts.holdings import join
        from tanym.apps.exams.holdings import HOLDING
        from tanym.apps.exams.platform import follow_annulment
        from tanym.apps.exams.track import TRACK
        from tanym.apps.qualifications.annulments import register as follow
        from tanym.apps.recognition.tracks import register

        join(HOLDING)
        register(TRACK)
        follow(follow_annulment)
