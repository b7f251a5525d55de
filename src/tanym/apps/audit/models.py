"""Tables of the journal."""

from __future__ import annotations

from datetime import UTC

from django.db import models


class JournalHead(models.Model):
    """The one row that says how long the journal is and how it ends; locked while an act is appended.

    Personal data: none.
    """

    length = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)


class Act(models.Model):
    """One act: who did what to which thing, and the digest that chains it to the act before.

    Personal data: the public identifier of the person who acted (no name); kept as long as the journal is.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=40, blank=True)  # public id of the person; empty: the platform itself
    action = models.CharField(max_length=80)  # room.action
    subject = models.CharField(max_length=120)  # room.thing:id
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["subject", "number"])]

    def content(self) -> dict[str, object]:
        """What the digest covers."""
        return {
            "number": self.number,
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor": self.actor,
            "action": self.action,
            "subject": self.subject,
            "details": self.details,
            "previous": self.previous,
        }
