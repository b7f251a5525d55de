"""Tables of the backpack: documents that people brought in, the profile that programs see, other hosts."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


def random_name() -> str:
    """A name that nobody can guess and that says nothing."""
    return secrets.token_urlsafe(24)


class ImportedCredential(models.Model):
    """A document of another issuer that a person brought in: the bytes as they came, and what they said when last checked.

    `identity` tells the same credential in another file (`core.credentials.same`); `says` is what the list shows of it;
    `checks` are the answers of the named checks at `checked_at`. Each is asked anew when the document is shown or used.

    Personal data: what the document says of the person; from the person, to use and to take along; erased when the
    person erases it, or with the account.
    """

    class Came(models.TextChoices):
        """By which way it came."""

        FILE = "file"
        LINK = "link"
        WALLET = "wallet"
        PROGRAM = "program"
        HOST = "host"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    identity = models.CharField(max_length=64, blank=True)
    valid_from = models.DateTimeField(null=True, blank=True)
    form = models.CharField(max_length=20)  # json, jwt, sd-jwt, png, svg, pdf, xml
    format = models.CharField(max_length=40)  # open-badge, european-digital-credential …
    says = models.JSONField()
    came = models.CharField(max_length=10, choices=Came.choices)
    source = models.CharField(
        max_length=200, blank=True
    )  # the host or program it came from; never an address
    brought_at = models.DateTimeField()
    changed_at = models.DateTimeField()  # renewed by a newer one of the same identity
    checks = models.JSONField()  # [{name, outcome, code}]
    checked_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "digest"], name="imported_bytes_once"),
            models.UniqueConstraint(
                fields=["owner", "identity"], condition=~Q(identity=""), name="imported_credential_once"
            ),
        ]

    @property
    def subject(self) -> str:
        """The name under which the journal knows it."""
        return f"backpack.credential:{self.public_id}"

    @property
    def tally(self) -> list[tuple[str, int]]:
        """How many of the checks had which answer when they were last kept, for `_mark.html`."""
        marks = {"confirmed": "yes", "not-confirmed": "no", "could-not-be-checked": "unknown"}
        found = [marks[one["outcome"]] for one in self.checks]
        return [(mark, found.count(mark)) for mark in marks.values() if mark in found]


class HostProfile(models.Model):
    """What a program has written of a person into the profile that programs read (Open Badges 3.0, putProfile).

    Personal data: what the program wrote; shown to the person, who can erase it; erased with the account.
    """

    person = models.OneToOneField(PERSON, on_delete=models.CASCADE, related_name="+")
    content = models.JSONField()
    changed_at = models.DateTimeField()


class Host(models.Model):
    """Another host of badges, as its service description says, and our name and sealed secret there.

    Personal data: none.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    address = models.CharField(max_length=500, unique=True)
    name = models.CharField(max_length=200)
    endpoints = models.JSONField()  # registration, authorise, token
    client_id = models.CharField(max_length=500)
    sealed_secret = models.TextField()
    registered_at = models.DateTimeField()


class Connection(models.Model):
    """A person's visit to another host: asked for, allowed there, over within hours. The token is kept sealed.

    Personal data: that the person uses this host; for the person; erased when they end it or begin anew.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    host = models.ForeignKey(Host, on_delete=models.CASCADE, related_name="connections")
    state = models.CharField(max_length=60, default=random_name, unique=True)
    sealed_verifier = models.TextField()
    sealed_token = models.TextField(blank=True)
    scope = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "host"], name="connection_once")]

    def works(self, at: datetime) -> bool:
        """Whether the host has allowed us to act, and still does."""
        return bool(self.sealed_token) and self.until is not None and at < self.until
