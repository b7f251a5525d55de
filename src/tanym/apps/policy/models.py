"""Tables of policy: versions of packs and since when they hold, waivers, and the reports of checks, by digest."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models

from tanym.apps.files.packed import PackedField

VOCABULARY = "(vocabulary)"
"""Stands for the name of the pack, which none can have, where a bundle holds the facts of a release."""


class PackBundle(models.Model):
    """A version of a pack under its digest, as it was in force, decided by or tried out; never changed.

    Also the facts that a release described, for the reports that name them.

    Personal data: none.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    pack = models.CharField(max_length=100)
    content = models.BinaryField()
    kept_at = models.DateTimeField()


class InForce(models.Model):
    """That a version of a pack holds from a day on, until a later row of the same pack begins; never changed.

    `institution` is empty for packs that hold for everybody. `draft` is the public id of the draft that it came from.

    Personal data: who approved it; an official act, kept with the register of rules.
    """

    class Origin(models.TextChoices):
        """How the version came here: with a release of Tanym, from the workshop, with the sample country."""

        DISTRIBUTION = "distribution"
        WORKSHOP = "workshop"
        SAMPLE = "sample"

    pack = models.CharField(max_length=100)
    institution = models.CharField(max_length=100, blank=True)
    bundle = models.ForeignKey(PackBundle, on_delete=models.PROTECT)
    since = models.DateField()
    origin = models.CharField(max_length=20, choices=Origin.choices)
    draft = models.CharField(max_length=40, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="released_packs"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="approved_packs"
    )
    reason = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["pack", "since"])]
        constraints = [
            models.CheckConstraint(
                name="policy_two_people",
                condition=models.Q(released_by__isnull=True) | ~models.Q(released_by=models.F("approved_by")),
            ),
            models.CheckConstraint(
                name="policy_workshop_needs_people",
                condition=~models.Q(origin="workshop")
                | models.Q(released_by__isnull=False, approved_by__isnull=False),
            ),
            models.UniqueConstraint(
                name="policy_adopted_once",
                fields=["pack", "bundle", "since"],
                condition=~models.Q(origin="workshop"),
            ),
        ]


class Waiver(models.Model):
    """That a named person lets a rule be unmet by one thing, with a reason and until a day.

    Personal data: who granted it; an official act, public where the thing is published.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subject = models.CharField(max_length=120)  # room.thing:id
    rule = models.CharField(max_length=60)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="waivers")
    reason = models.TextField()
    since = models.DateField()
    until = models.DateField()
    at = models.DateTimeField()
    ended_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["subject", "rule"])]

    @property
    def last(self) -> date:
        """The first day without it."""
        return min(self.until, self.ended_on) if self.ended_on else self.until


class WaiverRequest(models.Model):
    """That somebody asks for a waiver of a rule; answered by granting it or by a refusal with a reason.

    Personal data: who asked and who answered; kept with the thing that it is about.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subject = models.CharField(max_length=120)  # room.thing:id
    rule = models.CharField(max_length=60)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="asked_waivers"
    )
    reason = models.TextField()
    until = models.DateField()
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="answered_waivers"
    )
    refusal = models.TextField(blank=True)
    waiver = models.OneToOneField(Waiver, null=True, on_delete=models.PROTECT, related_name="request")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "rule"],
                condition=models.Q(answered_at__isnull=True),
                name="policy_one_open_request",
            )
        ]


class CheckReport(models.Model):
    """The exact bytes of one report of the rule engine, under their digest; never changed.

    `facts` are the typed facts that it was computed from, as plain JSON: with the bundles that the report names
    anybody computes the same bytes again.

    Personal data: none.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    subject = models.CharField(max_length=120)  # room.thing:id
    on = models.DateField()
    content = PackedField()
    facts = models.JSONField()
    made_at = models.DateTimeField()
    bundles = models.ManyToManyField(PackBundle, related_name="reports")

    class Meta:
        indexes = [models.Index(fields=["subject", "made_at"])]
