"""Tables of credentials: documents as signed, keys as published, status lists, shared links."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime

from django.conf import settings
from django.db import models

from tanym.core.credentials.status.bitstring import MIN_ENTRIES


def random_name() -> str:
    """A name for an address that nobody can guess and that says nothing."""
    return secrets.token_urlsafe(18)


class StatusList(models.Model):
    """A list of an issuer's statuses, shared by many credentials; signed anew whenever it is asked for.

    Personal data: none (places in the list are random).
    """

    public_id = models.CharField(max_length=40, default=random_name, unique=True, editable=False)
    issuer = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20, default="revocation")
    entries = models.PositiveIntegerField(default=MIN_ENTRIES)
    revision = models.PositiveIntegerField(default=1)  # grows with every status that changes
    changed_at = models.DateTimeField()


class IssuerKey(models.Model):
    """The public half of a key with which an organisation signs or once signed; published for ever.

    What was signed can so be verified even when the key itself is lost or was replaced.

    Personal data: none.
    """

    issuer = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    multibase = models.CharField(max_length=100)
    since = models.DateTimeField()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [models.UniqueConstraint(fields=["issuer", "multibase"], name="issuer_key_once")]


class Credential(models.Model):
    """An award as a signed document, with its place in a status list; held by the person.

    `number_open` says whether who has the number printed on the certificate sees the verification.

    Personal data: what the award says of the person, as signed; for the holder; kept with the award.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    award = models.OneToOneField("qualifications.Award", on_delete=models.PROTECT, related_name="credential")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="credentials")
    number = models.CharField(max_length=14, unique=True)
    document = models.BinaryField()  # the exact bytes that were signed and are downloaded
    status_list = models.ForeignKey(StatusList, on_delete=models.PROTECT, related_name="credentials")
    status_index = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_for = models.TextField(blank=True)
    number_open = models.BooleanField(default=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["status_list", "status_index"], name="status_place_once")
        ]

    @property
    def subject(self) -> str:
        """The name under which the journal knows it."""
        return f"credentials.credential:{self.public_id}"


class SharedLink(models.Model):
    """An address that the holder gave away; it stops at its end or when the holder withdraws it.

    Personal data: that this document was shared, until when; for the holder; erased with the credential.
    """

    credential = models.ForeignKey(Credential, on_delete=models.CASCADE, related_name="links")
    token = models.CharField(max_length=40, default=random_name, unique=True, editable=False)
    made_at = models.DateTimeField()
    until = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def works(self, at: datetime) -> bool:
        """Whether it may be followed at that moment."""
        return self.withdrawn_at is None and (self.until is None or at.date() <= self.until)
