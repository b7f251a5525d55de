"""Tables of frameworks, occupational standards and professions: what is lasting, its editions, what is proposed."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models


class Instrument(models.Model):
    """A framework, an occupational standard or a profession: the lasting thing whose editions follow one another.

    `register` is the id of the register in which it stands: frameworks, occupational-standards, professions.

    Personal data: none.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    register = models.CharField(max_length=40)
    code = models.CharField(max_length=100)

    class Meta:
        ordering = ["register", "code"]
        constraints = [models.UniqueConstraint(fields=["register", "code"], name="instrument_once")]

    def __str__(self) -> str:
        return f"{self.register}/{self.code}"


class Edition(models.Model):
    """One edition, from a day on, by an act: its content is never changed afterwards.

    `basis` is the act that approved it: {act: by language, number, on, body: by language, url}; `evidence` says whether
    its text was read (V), seen in a secondary source (S), not read (U), or is an illustration (I).

    Personal data: who proposed and who adopted it, in office; kept as long as the register.
    """

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    titles = models.JSONField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    basis = models.JSONField(default=dict)
    evidence = models.CharField(max_length=1, default="U")
    report = models.CharField(max_length=64, blank=True)  # digest of the check by the rules at adoption
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_from = models.DateField(null=True, blank=True)
    withdrawal_recorded_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.JSONField(default=dict)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["instrument", "number"], name="edition_number_once")]

    def __str__(self) -> str:
        return f"{self.instrument_id}/{self.number}"


class Proposal(models.Model):
    """A change of the register that waits for a second person: a new edition, or the withdrawal of one.

    `act` is adopt or withdraw; `stage` waiting, adopted or returned. Nothing of it stands in the register before.

    Personal data: who proposed and who decided, in office; kept as long as the register.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    register = models.CharField(max_length=40)
    code = models.CharField(max_length=100)
    act = models.CharField(max_length=10, default="adopt")
    titles = models.JSONField()
    content = models.JSONField(default=dict)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    basis = models.JSONField(default=dict)
    evidence = models.CharField(max_length=1, default="U")
    reason = models.JSONField(default=dict)
    source = models.CharField(max_length=80, blank=True)  # "imports.batch:…"
    stage = models.CharField(max_length=10, default="waiting")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    remarks = models.JSONField(default=dict)

    class Meta:
        ordering = ["-proposed_at", "-pk"]
