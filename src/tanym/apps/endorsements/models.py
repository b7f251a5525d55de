"""Tables of endorsements."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class Endorsement(models.Model):
    """An organisation's word for a micro-qualification: asked for by its author, confirmed at the organisation itself.

    `statement` is what the organisation says, by language; `until` the last day of its word. A word that was revoked
    is kept and shown as revoked.

    Personal data: who asked and who answered, shown to the two organisations; kept as long as the micro-qualification.
    """

    class State(models.TextChoices):
        """Where it stands."""

        ASKED = "asked"
        CONFIRMED = "confirmed"
        DECLINED = "declined"
        REVOKED = "revoked"
        TAKEN_BACK = "taken-back"

    OPEN = (State.ASKED, State.CONFIRMED)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(
        "qualifications.Version", on_delete=models.PROTECT, related_name="endorsements"
    )
    micro_qualification = models.ForeignKey(
        "qualifications.MicroQualification", on_delete=models.PROTECT, related_name="endorsements"
    )
    endorser = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices, default=State.ASKED)
    message = models.TextField()  # what the author asks, in the author's own words
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    statement = models.JSONField(default=dict, blank=True)
    until = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)  # why it was declined or revoked
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["micro_qualification", "endorser"],
                condition=Q(state__in=["asked", "confirmed"]),
                name="endorsement_open_once",
            )
        ]
