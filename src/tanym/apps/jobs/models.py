"""Tables of background work."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models


class Job(models.Model):
    """A piece of background work: what it is, who started it, how far it is, how it ended.

    `kind` names a handler of `jobs.kinds`, `arguments` is what the handler is given; `fault` is the code and details of
    the refusal that it ended with. `steps` of `of` are done; `of` is 0 while nobody knows how many there are.

    Personal data: who started it; erased with the job, thirty days after its end.
    """

    class State(models.TextChoices):
        """Waiting for its turn, at work, or how it ended; interrupted means that its process is gone."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"
        INTERRUPTED = "interrupted"

    OPEN = (State.WAITING, State.RUNNING)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=40)
    arguments = models.JSONField(default=dict)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="jobs")
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    steps = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    asked_to_stop = models.BooleanField(default=False)
    fault = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["started_by", "kind", "state"])]
        ordering = ["-created_at", "-pk"]

    @property
    def open(self) -> bool:
        """Whether it waits or works, as far as the table knows."""
        return self.state in self.OPEN


class Piece(models.Model):
    """A part of a job that one process does as a whole: `size` says how much it is, `result` what came of it.

    `content` is what has to be done; whoever takes it up again after a process was lost finds there what that process
    had written down. `worker` names the lock of the process that has it.

    Personal data: none by itself (keys of rows); erased with the job.
    """

    class State(models.TextChoices):
        """Nobody has it, a process has it, or it is done."""

        WAITING = "waiting"
        TAKEN = "taken"
        DONE = "done"

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    size = models.PositiveIntegerField(default=1)
    content = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    worker = models.CharField(max_length=60, blank=True, default="")
    result = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "number"], name="job_piece_once")]
        ordering = ["job", "number"]
