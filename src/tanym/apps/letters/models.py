"""Tables of letters."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models


class Letter(models.Model):
    """A letter to a person, in three languages, as it was sent.

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

    class Meta:
        ordering = ["-sent_at", "-pk"]
