"""Tables of terms: one row a clock of a case, as it stood after the last act."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Term(models.Model):
    """A term of a case: of what, under which procedure, until when, with whom; what the state of the case says, for lists.

    The state of the case is the one that counts: `actions.keep` writes it down here in the same transaction. Whether a
    term is late follows from `due_on` and the day. A term that has ended keeps its row: `stopped` in time, or `over`
    when its last day had passed. `titles` say what the case is about, `words` holds names by language: of the
    procedure, the clock, the party, the cause.

    Personal data: none; the reason of an extension is an official's own text and names nobody.
    """

    class State(models.TextChoices):
        """Runs, stands still, ended in time, or ended after its last day."""

        RUNNING = "running"
        PAUSED = "paused"
        STOPPED = "stopped"
        OVER = "over"

    subject = models.CharField(max_length=120)  # "room.thing:public id"
    procedure = models.CharField(max_length=60)
    clock = models.CharField(max_length=60)
    stage = models.CharField(max_length=60)
    waits_for = models.CharField(max_length=80)  # the party whose act is due
    with_office = models.BooleanField(default=True)  # that party decides, rather than applies
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=80, blank=True)  # what the case is called in letters
    titles = models.JSONField(default=dict)
    words = models.JSONField(default=dict)
    address = models.CharField(max_length=300, blank=True)  # of a page, without the language
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    begun_on = models.DateField()
    since = models.DateField(null=True, blank=True)  # from which day it counts now
    due_on = models.DateField(null=True, blank=True)
    paused_since = models.DateField(null=True, blank=True)
    cause = models.CharField(max_length=120, blank=True)  # the step that paused it
    left = models.IntegerField(null=True, blank=True)  # of a term that stands still
    unit = models.CharField(max_length=20, default="working-day")
    extended_by = models.CharField(max_length=80, blank=True)  # the party
    extended_on = models.DateField(null=True, blank=True)
    extended_from = models.DateField(null=True, blank=True)
    extended_until = models.DateField(null=True, blank=True)
    extended_because = models.TextField(blank=True)
    reminded_on = models.DateField(null=True, blank=True)  # told that it ends soon
    ended_on = models.DateField(null=True, blank=True)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "procedure", "clock"],
                condition=Q(ended_on__isnull=True),
                name="clocks_one_open_term",
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "due_on"], name="clocks_by_organisation"),
            models.Index(fields=["subject"], name="clocks_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.clock}"
