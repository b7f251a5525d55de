"""Tables of programs that act for people: programs, what a person allowed them, codes and tokens (only their digests)."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime

from django.conf import settings
from django.db import models

PERSON = settings.AUTH_USER_MODEL


def random_name() -> str:
    """A name that nobody can guess and that says nothing."""
    return secrets.token_urlsafe(18)


class Client(models.Model):
    """A program as it has registered itself (RFC 7591); nobody here has looked at it.

    `auth_method` is client_secret_basic, or none for a program that can keep no secret (a wallet on a telephone), or
    attest_jwt_client_auth for a wallet whose maker vouches for it each time.
    A program that is blocked gets no tokens any more.

    Personal data: none (contacts of its makers, as they publish them).
    """

    client_id = models.CharField(max_length=200, default=random_name, unique=True)
    secret_digest = models.CharField(max_length=64, blank=True)
    auth_method = models.CharField(max_length=30, default="client_secret_basic")
    name = models.CharField(max_length=200)
    uri = models.CharField(max_length=500, blank=True)
    logo_uri = models.CharField(max_length=500, blank=True)
    terms_uri = models.CharField(max_length=500, blank=True)
    privacy_uri = models.CharField(max_length=500, blank=True)
    software_id = models.CharField(max_length=200, blank=True)
    software_version = models.CharField(max_length=100, blank=True)
    redirect_uris = models.JSONField(default=list)
    contacts = models.JSONField(default=list, blank=True)
    grant_types = models.JSONField(default=list)
    scope = models.TextField(blank=True)  # what it may ask for at most
    registered_at = models.DateTimeField()
    blocked_at = models.DateTimeField(null=True, blank=True)


class Grant(models.Model):
    """What a person allowed a program, until when. `client` is None for a wallet that named no program.

    Personal data: that the person uses this program; for the person, who can take it back; erased with the account.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, blank=True, related_name="grants")
    scope = models.TextField(blank=True)
    details = models.JSONField(default=dict, blank=True)  # what an upper room asked besides (extensions.py)
    given_at = models.DateTimeField()
    until = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # taken back, or replaced by a newer permission

    class Meta:
        ordering = ["-given_at", "-pk"]

    @property
    def subject(self) -> str:
        """The name under which the journal knows it."""
        return f"oauth.grant:{self.public_id}"

    def holds(self, at: datetime) -> bool:
        """Whether the program may act for the person at that moment."""
        blocked = self.client is not None and self.client.blocked_at is not None
        return self.ended_at is None and at < self.until and not blocked


class Code(models.Model):
    """An authorisation code (RFC 6749, 4.1): used once, within a minute, by the program that has its verifier.

    `jkt` and `instance` are thumbprints of the keys to which it is bound, where the request that was pushed had any: the
    sender's (RFC 9449, 10) and that of one attested wallet.

    Personal data: none of its own.
    """

    digest = models.CharField(max_length=64, unique=True)
    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="codes")
    redirect_uri = models.CharField(max_length=500)
    challenge = models.CharField(max_length=128)
    jkt = models.CharField(max_length=43, blank=True)
    instance = models.CharField(max_length=43, blank=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class Token(models.Model):
    """A token by its digest. A refresh token is good for one use; used again, everything of its grant ends (RFC 9700, 4.14).

    `jkt` is the thumbprint of the key without which it is worth nothing (RFC 9449; `cnf.jkt`); empty for a bearer's.

    Personal data: none of its own.
    """

    class Kind(models.TextChoices):
        """What it is good for."""

        ACCESS = "access"
        REFRESH = "refresh"

    digest = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=7, choices=Kind.choices)
    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="tokens")
    scope = models.TextField(blank=True)
    jkt = models.CharField(max_length=43, blank=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    def holds(self, at: datetime) -> bool:
        """Whether it may be used at that moment."""
        return self.ended_at is None and at < self.expires_at and self.grant.holds(at)


class PushedRequest(models.Model):
    """An authorisation request that a program has sent ahead (RFC 9126), under a name that only it knows.

    `jkt` and `instance`: as with the code that comes of it.

    Personal data: none (it is pushed before a person is known).
    """

    digest = models.CharField(max_length=64, unique=True)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+")
    parameters = models.JSONField()
    jkt = models.CharField(max_length=43, blank=True)
    instance = models.CharField(max_length=43, blank=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class SpentProof(models.Model):
    """The name of a proof of a key that was used (RFC 9449, 11.1); forgotten when the proof would be too old anyway.

    Personal data: none.
    """

    digest = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField(db_index=True)
