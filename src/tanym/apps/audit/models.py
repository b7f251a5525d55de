"""Tables of the journal and of the log over it."""

from __future__ import annotations

from datetime import UTC

from django.db import models

from tanym.core.transparency.commitments import act_content


class JournalHead(models.Model):
    """The one row that says how long the journal is and how it ends; locked while an act is appended.

    Personal data: none.
    """

    length = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)


class Act(models.Model):
    """One act: who did what to which thing, the commitment that stands in the log, and the digest that chains it.

    Personal data: the public identifier of the person who acted (no name) and of the thing; kept as long as the
    journal is, or until `erase` takes actor, subject, details and salt away.
    """

    CONTENT, COMMITMENT = 1, 2

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=40, blank=True)  # public id of the person; empty: the platform itself
    action = models.CharField(max_length=80)  # room.action
    subject = models.CharField(max_length=120)  # room.thing:id
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    salt = models.CharField(max_length=32, blank=True)
    commitment = models.CharField(max_length=64)
    covers = models.PositiveSmallIntegerField(default=COMMITMENT)  # what the digest is of
    erased_by = models.PositiveBigIntegerField(null=True)  # number of the act that erased this one

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["subject", "number"])]

    def content(self) -> dict[str, object]:
        """What the commitment is to."""
        return act_content(
            self.salt,
            number=self.number,
            at=self._moment(),
            actor=self.actor,
            action=self.action,
            subject=self.subject,
            details=self.details,
        )

    def link(self) -> dict[str, object]:
        """What the digest covers: the commitment; in acts written before there was a log, the content itself."""
        link = {"number": self.number, "at": self._moment(), "previous": self.previous}
        if self.covers == self.COMMITMENT:
            return link | {"commitment": self.commitment}
        return link | {
            "actor": self.actor,
            "action": self.action,
            "subject": self.subject,
            "details": self.details,
        }

    def _moment(self) -> str:
        return self.at.astimezone(UTC).isoformat(timespec="microseconds")


class LogHead(models.Model):
    """The one row that says how many acts stand in the log; locked while it grows.

    Personal data: none.
    """

    size = models.PositiveBigIntegerField(default=0)


class LogTile(models.Model):
    """A tile of the log's tree, as wide as it is now.

    Personal data: none (hashes of salted commitments).
    """

    level = models.PositiveSmallIntegerField()
    number = models.PositiveBigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "number"], name="audit_logtile_place")]


class LogCheckpoint(models.Model):
    """A checkpoint as it was signed; never changed, never signed twice for one size with one key.

    Personal data: none.
    """

    size = models.PositiveBigIntegerField()
    key = models.CharField(max_length=300)  # name and key as text; another address or key is another log
    note = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "size"], name="audit_logcheckpoint_once")]
