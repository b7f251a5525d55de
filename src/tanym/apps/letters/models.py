"""Tables of letters, of messages that leave the platform, and of who wants them."""

from __future__ import annotations

import secrets
import uuid

from django.conf import settings
from django.db import models


def random_name() -> str:
    """A name for an address that nobody can guess and that says nothing."""
    return secrets.token_urlsafe(24)


class Letter(models.Model):
    """A letter to a person, in three languages, as it was sent. `noticed`: whether it was seen to that a mail tells of it.

    Personal data: to whom, and what the letter says of a case; kept as long as the case.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="letters")
    about = models.CharField(max_length=120)  # room.thing:id
    address = models.CharField(
        max_length=300, blank=True
    )  # path of the page that it speaks of, without language
    subject = models.JSONField()
    body = models.JSONField()
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    noticed = models.BooleanField(default=False)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        indexes = [
            models.Index(fields=["sent_at"], condition=models.Q(noticed=False), name="letters_to_notice")
        ]


class Message(models.Model):
    """A mail or short message that leaves the platform; `about` names what it is about (room.thing:id).

    `state`: waiting, sending, sent, failed; `fault` is the code of why it failed last, `next_at` when it is tried next.

    Personal data: an address and what is written to it, to reach a person; the text is erased once it is sent or given
    up, the rest ninety days later.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"

    OPEN = (State.WAITING, State.SENDING)

    kind = models.CharField(max_length=4)  # mail | sms
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    headers = models.JSONField(default=dict)
    about = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField()
    next_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "next_at"]), models.Index(fields=["about"])]


class MailChoice(models.Model):
    """Whether a person wants a mail when a letter comes; no row: yes, wherever there is an address.

    Personal data: the person's choice; erased with the account.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choice"
    )
    wanted = models.BooleanField(default=True)
    token = models.CharField(max_length=40, default=random_name, unique=True, editable=False)
