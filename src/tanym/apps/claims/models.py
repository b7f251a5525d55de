"""Tables of claims: which document waits for whom, and how they are reached."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import models


class Claim(models.Model):
    """An award that waits for a person without an account (`award.person` until then is one nobody signs in as).

    `way` is how the code goes out: mail, sms or paper. Of the code only a keyed digest is kept; a new one ends the one
    before. `wrong` counts wrong answers to the second question since `wrong_since`; `wrong_in_all` since the code was made.
    `how` it was claimed: account (a new one) or merged (into one that was there).

    Personal data: the address or telephone number of the person, from the awarding body, to reach them; erased when the
    document is claimed, when the address proves to be another's, and two years after the last code has ended.
    """

    class Way(models.TextChoices):
        """How the code goes out."""

        MAIL = "mail"
        SMS = "sms"
        PAPER = "paper"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    award = models.OneToOneField("qualifications.Award", on_delete=models.CASCADE, related_name="claim")
    way = models.CharField(max_length=5, choices=Way.choices)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=16, blank=True)
    group = models.CharField(max_length=60, blank=True)  # of learners, or the number of the minutes
    source = models.CharField(max_length=120)  # room.thing:id
    digest = models.CharField(max_length=64, blank=True)  # empty: no code leads here
    made_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    wrong = models.PositiveSmallIntegerField(default=0)
    wrong_since = models.DateTimeField(null=True)
    wrong_in_all = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=10, blank=True)
    disowned_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)
    offered_at = models.DateTimeField()

    class Meta:
        ordering = ["-offered_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["digest"], condition=~models.Q(digest=""), name="claim_code_once")
        ]

    MOST_WRONG_IN_ALL = 20
    """After so many wrong answers a code leads nowhere any more."""

    @property
    def subject(self) -> str:
        """The name under which the journal and messages know it."""
        return f"claims.claim:{self.public_id}"

    @property
    def asks(self) -> str:
        """The second question: `contact` where the paper does not hold the answer, else the `name` as in the list.

        A mail or short message reaches whoever has the address and names nobody; a printed slip names the person.
        """
        return "contact" if self.way == self.Way.PAPER and (self.email or self.phone) else "name"

    def standing(self, at: datetime) -> str:
        """claimed, disowned, annulled, opened, waiting, expired, or not-sent."""
        if self.claimed_at:
            return "claimed"
        if self.award.annulled_on:
            return "annulled"
        if self.disowned_at:
            return "disowned"
        if not self.digest or self.expires_at is None:
            return "not-sent"
        if self.expires_at <= at or self.wrong_in_all >= self.MOST_WRONG_IN_ALL:
            return "expired"
        return "opened" if self.opened_at else "waiting"

    def works(self, at: datetime) -> bool:
        """Whether its code leads anywhere at that moment."""
        return self.standing(at) in ("waiting", "opened")
