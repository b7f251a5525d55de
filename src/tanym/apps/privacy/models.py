"""Tables of consents, of exports that wait to be fetched, and of what a person has chosen for all cases."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models

PERSON = settings.AUTH_USER_MODEL


class Consent(models.Model):
    """A consent as it was given: the words of the packs in every language, a line for each of the fields of the law.

    `about` is what it was given for (room.thing:id), `digest` that of the words, `language` the one in which they were
    read, `packs` the versions that gave them, `form` how it was given, `act` the number of the act that proves it.

    Personal data: that the person agreed, to what and until when, and what followed when it was taken back; from the
    person, as the proof that the law asks for; kept as long as what it was given for.
    """

    class Answer(models.TextChoices):
        """What became of a consent that was taken back."""

        STOPPED = "stopped"
        KEPT = "kept"  # something is kept all the same: the reasons say on which ground

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="consents")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=120)
    titles = models.JSONField()  # of what it was given for, by language
    address = models.CharField(max_length=300)  # path of its page, without language
    heading = models.JSONField()
    words = models.JSONField()
    fields = models.JSONField()  # names of the fields of the law, a line of the words each
    digest = models.CharField(max_length=64)
    language = models.CharField(max_length=2)
    packs = models.JSONField()
    form = models.CharField(max_length=30)
    given_at = models.DateTimeField()
    until = models.DateField()
    act = models.PositiveBigIntegerField(null=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)  # until when the use ends, or reasons are given
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    reasons = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    reminders = models.PositiveSmallIntegerField(
        default=0
    )  # of the office: 1 the last day comes, 2 it has passed

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "about"],
                condition=models.Q(taken_back_at__isnull=True),
                name="consent_once_at_a_time",
            )
        ]

    @property
    def subject(self) -> str:
        """The name under which the journal knows it."""
        return f"privacy.consent:{self.public_id}"

    def standing(self, on: date) -> str:
        """stopped, kept, waiting (taken back, nobody has answered yet), over, or given."""
        if self.answer:
            return self.answer
        if self.taken_back_at is not None:
            return "waiting"
        return "over" if self.until < on else "given"


class Export(models.Model):
    """Everything that is kept about a person, as one file that only they can fetch, for some days.

    Personal data: all of it, sealed; for the person, who asked; the file is erased a week after it was made.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2)
    asked_at = models.DateTimeField()
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    until = models.DateTimeField(null=True, blank=True)  # fetched no more afterwards

    class Meta:
        ordering = ["-asked_at", "-pk"]

    @property
    def subject(self) -> str:
        """The name under which the journal knows it."""
        return f"privacy.export:{self.public_id}"


class Choice(models.Model):
    """What a person has chosen for every case to come.

    Personal data: that the person objects to automated advice, since when; from the person; erased with the account.
    """

    person = models.OneToOneField(PERSON, on_delete=models.CASCADE, related_name="+")
    no_advice_since = models.DateTimeField(null=True, blank=True)
