"""Tables of rehearsals: the play, and the invented people in it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models


class Rehearsal(models.Model):
    """A case that one officer plays through alone, with invented people; `case` is its public id in recognition.

    `packs` (pack id → digest) are the drafts that it tries out, none for the rules in force; `days_ahead` is how far its
    clock was moved. `asked` are the rules that were asked. Once it has ended its case and its people are gone, and
    `report` says what was gone through.

    Personal data: the officer; kept with the report, which names nobody.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    procedure = models.CharField(max_length=40)
    titles = models.JSONField(default=dict)  # what the case is about, by language
    packs = models.JSONField(default=dict, blank=True)
    drafts = models.JSONField(default=list, blank=True)  # what the drafts are called, by language
    case = models.UUIDField(null=True)
    days_ahead = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)
    asked = models.JSONField(default=list, blank=True)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    report = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-opened_at", "-pk"]


class Player(models.Model):
    """An invented person and the part: claimant, or a role at the organisation.

    Personal data: none; the person does not exist.
    """

    rehearsal = models.ForeignKey(Rehearsal, on_delete=models.CASCADE, related_name="players")
    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=30)
    place = models.PositiveSmallIntegerField()  # its number in the addresses of the rehearsal

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["rehearsal", "place"], name="player_place_once")]

    @property
    def part_code(self) -> str:
        """The code whose sentence names the part."""
        return "rehearsal.claimant" if self.part == "claimant" else f"role.{self.part}"
