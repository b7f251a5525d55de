"""Tables of lists that are being brought in."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models


class Batch(models.Model):
    """A list that somebody uploaded: its rows as they were read, and what is wrong at which cell.

    `rows` are [number, {column: text}], `headings` tell in which column of the spreadsheet a column stands, `faults` are
    {row, column, code, details}. `revision` counts its states; `result` says what was written.

    Personal data: who uploaded it and who confirmed it as the second; whatever the rows hold (names and addresses of staff, from their organisation;
    of a personal number its last digits and keyed digests); erased when the list is
    written or thrown away, and thirty days after its upload.
    """

    class State(models.TextChoices):
        """Not right yet, right and waiting for a word, for that of a second person, being written by a job, written."""

        FAULTY = "faulty"
        READY = "ready"
        PROPOSED = "proposed"
        WRITING = "writing"
        WRITTEN = "written"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=40)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="batches"
    )
    uploaded_at = models.DateTimeField()
    seconded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True
    )
    digest = models.CharField(max_length=64)
    rows = models.JSONField(default=list)
    count = models.PositiveIntegerField(default=0)
    headings = models.JSONField(default=dict)
    unread = models.JSONField(default=list)  # names of further sheets
    faults = models.JSONField(default=list)
    clashed = models.BooleanField(default=False)  # somebody else was quicker
    state = models.CharField(max_length=20, choices=State.choices)
    revision = models.PositiveIntegerField(default=1)
    job = models.ForeignKey("jobs.Job", on_delete=models.SET_NULL, null=True, related_name="+")
    result = models.JSONField(default=dict)
    written_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        indexes = [models.Index(fields=["uploaded_by", "kind", "state"])]


class Turn(models.Model):
    """One row for each kind of list, locked while a list of that kind is written: two at once take turns.

    Personal data: none.
    """

    kind = models.CharField(max_length=40, unique=True)
