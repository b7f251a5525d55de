"""Tables of identity documents that were seen."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class Check(models.Model):
    """A person asks an office to look at their identity document; the officer types the number from it, and it is compared.

    So the officer is shown no digit, and no copy of the document is kept. `wrong` counts numbers that were not the
    person's, `recused` names the officers (public identifiers) who declared an interest. `named`: whether the document
    has the name of the account, or another one that `changed_by` explains.

    Personal data: that the person asked, which kind of document was seen when and by whom, never the number; from person
    and officer, so that it is known who confirmed; it stays as the trace of an official act.
    """

    class State(models.TextChoices):
        """How far it is."""

        ASKED = "asked"
        CONFIRMED = "confirmed"
        DECLINED = "declined"
        TAKEN_BACK = "taken-back"  # by the person
        WITHDRAWN = "withdrawn"  # a confirmation that was a mistake

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField()
    document = models.CharField(max_length=30, blank=True)
    seen_on = models.DateField(null=True, blank=True)
    named = models.CharField(max_length=10, blank=True)  # same | changed
    changed_by = models.CharField(max_length=200, blank=True)
    wrong = models.PositiveSmallIntegerField(default=0)
    recused = models.JSONField(default=list, blank=True)
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    withdrawn_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(state="asked"), name="identity_asked_once")
        ]

    @property
    def subject(self) -> str:
        """The name under which the journal knows it."""
        return f"identity.check:{self.public_id}"
