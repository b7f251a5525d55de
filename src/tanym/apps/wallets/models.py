"""Tables of wallets: offers of a document, its copies in wallets, and questions put to somebody's wallet."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime

from django.conf import settings
from django.db import models

from tanym.core.credentials.openid.offers import MOST_TRIES

PERSON = settings.AUTH_USER_MODEL


def random_name() -> str:
    """A name for an address that nobody can guess and that says nothing."""
    return secrets.token_urlsafe(24)


class Offer(models.Model):
    """That a holder offers a document to a wallet of theirs, for a few minutes and one taking.

    `reference` is its address for the wallet; the code and the transaction code are made of the identifiers and kept
    nowhere. `configuration` is the form in which it is handed over. `tries` counts wrong transaction codes.

    Personal data: that the person wants this document in a wallet; for the person; erased a day after its end.
    """

    class Way(models.TextChoices):
        """How the wallet gets access: by a transaction code, or by the person's signing in."""

        CODE = "code"
        SIGN_IN = "sign-in"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=40, default=random_name, unique=True, editable=False)
    credential = models.ForeignKey("credentials.Credential", on_delete=models.CASCADE, related_name="+")
    configuration = models.CharField(max_length=40)
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.CODE)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField(null=True, blank=True)  # a wallet got access
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    @property
    def subject(self) -> str:
        """The name under which the journal knows it."""
        return f"wallets.offer:{self.public_id}"

    @property
    def over(self) -> bool:
        """Whether no wallet can take it any more, its time aside."""
        return self.taken_at is not None or self.withdrawn_at is not None or self.tries >= MOST_TRIES

    def waits(self, at: datetime) -> bool:
        """Whether a wallet can still take it at that moment."""
        return not self.over and at < self.until


class Copy(models.Model):
    """A copy of a document in somebody's wallet, with its own place in a status list.

    A copy without a place is the signed document itself: it follows the document and cannot be taken back alone.

    Personal data: that the person has this document in a wallet, since when; for the person; kept with the credential.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    credential = models.ForeignKey("credentials.Credential", on_delete=models.CASCADE, related_name="+")
    offer = models.ForeignKey(Offer, on_delete=models.SET_NULL, null=True, blank=True, related_name="copies")
    configuration = models.CharField(max_length=40)
    place = models.ForeignKey(
        "credentials.StatusPlace", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    program = models.CharField(max_length=200, blank=True)  # the wallet's name, where it said one
    given_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-given_at", "-pk"]

    @property
    def subject(self) -> str:
        """The name under which the journal knows it."""
        return f"wallets.copy:{self.public_id}"


class SpentNonce(models.Model):
    """A nonce of the nonce endpoint that was used; forgotten when it would be too old anyway.

    Personal data: none.
    """

    digest = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField()


class Question(models.Model):
    """What somebody asks of a wallet: a document with some of its claims, for a stated reason; and the answer for a while.

    `once` is the key of one sending. `session` is the digest of a secret of the browser that asks: only there the answer is shown. `reference` is its
    address for the wallet. `private` is the key for an encrypted answer, made for this question alone, kept sealed and
    erased when the answer has come. `answer` is the presentation as it came, at `answered_at`; it is erased at `kept_until` or sooner.
    `returned` says whether the browser that asked came back with the code that the wallet was given.

    Personal data: who asked for what and why; the document shown, for an hour at most, for whoever asked.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=40, default=random_name, unique=True, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    once = models.UUIDField(unique=True)
    session = models.CharField(max_length=64)
    micro_qualification = models.ForeignKey(
        "qualifications.MicroQualification", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    claims = models.JSONField(default=list)
    query = models.JSONField()
    reason = models.CharField(max_length=300)
    same_device = models.BooleanField(default=False)
    mode = models.CharField(max_length=20)
    prefix = models.CharField(max_length=30)
    client_id = models.CharField(max_length=500)
    nonce = models.CharField(max_length=60, default=random_name)
    state = models.CharField(max_length=60, default=random_name)
    private = models.JSONField(null=True, blank=True)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)  # answers that were refused
    refused_for = models.CharField(max_length=60, blank=True)  # the code of the last of them
    answered_at = models.DateTimeField(null=True, blank=True)
    declined = models.CharField(max_length=60, blank=True)  # what the wallet said instead of an answer
    answer = models.BinaryField(null=True, blank=True)
    kept_until = models.DateTimeField(null=True, blank=True)
    response_code = models.CharField(max_length=64, blank=True)  # its digest
    returned = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    @property
    def subject(self) -> str:
        """The name under which the journal knows it."""
        return f"wallets.question:{self.public_id}"

    def waits(self, at: datetime) -> bool:
        """Whether an answer can still come at that moment."""
        return (
            self.answered_at is None
            and self.closed_at is None
            and self.tries < MOST_TRIES
            and at < self.until
        )
