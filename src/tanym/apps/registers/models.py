"""Tables of registers: entries, and what was recorded of each."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from tanym.core.registers.standing import Act, Change

PERSON = settings.AUTH_USER_MODEL


class Counter(models.Model):
    """The last number given in a register in a year.

    Personal data: none.
    """

    register = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["register", "year"], name="counter_once")]


class Entry(models.Model):
    """Somebody or something in a register (`core.registers.definition`), with a number that is printed.

    What the entry says and how it stands on a day follows from what was recorded of it. `titles` name an entry that
    is no organisation and no person, as an agreement.

    Personal data: which person an entry of assessors and experts is about; kept as long as the register.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    register = models.CharField(max_length=40)
    number = models.CharField(max_length=20, unique=True)  # P-2026-0007
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="register_entries",
    )
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    titles = models.JSONField(default=dict, blank=True)
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["register", "number"]
        indexes = [models.Index(fields=["register", "organisation"])]

    def __str__(self) -> str:
        return self.number


class Recorded(models.Model):
    """One act on an entry, in the order of recording; the journal holds the same act under `journal`.

    `content` is the whole content from then on (entered, amended): scope {activities, sectors, levels,
    micro_qualifications}, parties, conditions, documents. `source` names the case that it follows from.

    Personal data: who decided and who confirmed; kept as long as the register.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="recorded")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Act])
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    content = models.JSONField(default=dict, blank=True)
    reason = models.JSONField(default=dict, blank=True)  # by language
    basis = models.JSONField(
        default=dict, blank=True
    )  # by language: the act or the decision that it rests on
    source = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    second = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_on = models.DateField()
    at = models.DateTimeField()
    journal = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["entry", "number"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="recorded_number_once"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="recorded_interval",
            ),
        ]

    def change(self) -> Change:
        """The act as `core.registers` reads it."""
        return Change(
            number=self.number,
            act=Act(self.act),
            since=self.since,
            recorded_on=self.recorded_on,
            until=self.until,
            content=self.content,
            reason=self.reason,
        )
