"""Tables of credentials: documents as signed and as replaced, keys as published, status lists, shared links."""

from __future__ import annotations

import secrets
import uuid
from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

from tanym.apps.files.packed import PackedField
from tanym.core.credentials.status.bitstring import MIN_ENTRIES


def random_name() -> str:
    """A name for an address that nobody can guess and that says nothing."""
    return secrets.token_urlsafe(18)


class StatusList(models.Model):
    """A list of an issuer's statuses, shared by many credentials; signed anew whenever it is asked for.

    `form` is bitstring or token; a bitstring tells one `purpose` (revocation or suspension), a token list both (empty).

    Personal data: none (places in the list are random).
    """

    public_id = models.CharField(max_length=40, default=random_name, unique=True, editable=False)
    issuer = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=10, default="bitstring")
    purpose = models.CharField(max_length=20, default="revocation", blank=True)
    entries = models.PositiveIntegerField(default=MIN_ENTRIES)
    taken = models.PositiveIntegerField(default=0)  # places given away, decoys among them
    revision = models.PositiveIntegerField(default=1)  # grows with every status that changes
    changed_at = models.DateTimeField()


class IssuerKey(models.Model):
    """The public half of a key with which an organisation signs or once signed; published for ever.

    What was signed can so be verified even when the key itself is lost or was replaced. `backend` and `handle` say where
    the private half is (an empty handle: the file with the issuer's DID as its name). It is published from `since` and
    signs from `used_from` (None: at once). Once `ended_at` has come it signs no more; `ending` says why, and for a
    compromised key `distrusted_from` is the moment from which its signatures prove nothing.

    Personal data: who made it; kept with the key.
    """

    class Ending(models.TextChoices):
        """Why a key signs no more: withdrawn in good order, in strange hands, or its private half is gone."""

        RETIRED = "retired"
        COMPROMISED = "compromised"
        LOST = "lost"

    issuer = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    multibase = models.CharField(max_length=100)
    since = models.DateTimeField()
    kind = models.CharField(max_length=10, default="Ed25519")
    backend = models.CharField(max_length=10, default="file")
    handle = models.CharField(max_length=200, blank=True, default="")
    used_from = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=20, choices=Ending.choices, blank=True, default="")
    distrusted_from = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["since", "pk"]
        constraints = [models.UniqueConstraint(fields=["issuer", "multibase"], name="issuer_key_once")]

    @property
    def subject(self) -> str:
        """The name under which the journal knows it."""
        return f"credentials.key:{self.multibase}"


class KeyProposal(models.Model):
    """That a key should end, laid before a second person; `as_of` is since when it was in strange hands.

    Personal data: who proposed and who decided; kept with the key.
    """

    class State(models.TextChoices):
        """Waits for a second person, was carried out, or was declined or taken back."""

        WAITING = "waiting"
        DONE = "done"
        DECLINED = "declined"

    key = models.ForeignKey(IssuerKey, on_delete=models.CASCADE, related_name="proposals")
    ending = models.CharField(max_length=20, choices=IssuerKey.Ending.choices)
    as_of = models.DateTimeField(null=True, blank=True)
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(state="waiting"), name="one_proposal_for_a_key"
            )
        ]


class Credential(models.Model):
    """An award as a signed document, with its places in status lists; held by the person.

    `status_list` and `status_index` are the place of the first document: the name of its line in the registers. `record`
    is what the document says where that was corrected after the award (None: the record of the award). `number_open`
    says whether who has the number printed on the certificate sees the verification.

    Personal data: what the award says of the person, as signed; for the holder; kept with the award.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    award = models.OneToOneField("qualifications.Award", on_delete=models.PROTECT, related_name="credential")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="credentials")
    number = models.CharField(max_length=14, unique=True)
    document = PackedField()  # the exact bytes that were signed and are downloaded
    status_list = models.ForeignKey(StatusList, on_delete=models.PROTECT, related_name="credentials")
    status_index = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    record = models.JSONField(null=True, blank=True)
    signed_with = models.ForeignKey(
        IssuerKey, on_delete=models.PROTECT, null=True, blank=True, related_name="credentials"
    )
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_for = models.TextField(blank=True, default="")
    suspended_until = models.DateField(null=True, blank=True)  # the last day; None: until it is reinstated
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

    def suspended(self, on: date) -> bool:
        """Whether it is suspended on that day; what is revoked is not merely suspended."""
        if self.suspended_at is None or self.revoked_at is not None:
            return False
        return self.suspended_until is None or on <= self.suspended_until


class Edition(models.Model):
    """An earlier document of a credential, replaced under the same number.

    Personal data: what the document said of the person, and why it was replaced; kept with the credential.
    """

    class Change(models.TextChoices):
        """What changed: the holder's name; the form only, with nothing said otherwise; or only the signature."""

        NAME = "name"
        FORM = "form"
        SIGNATURE = "signature"

    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="editions")
    document = PackedField()
    change = models.CharField(max_length=10, choices=Change.choices)
    reason = models.TextField(blank=True)
    signed_with = models.ForeignKey(
        IssuerKey, on_delete=models.PROTECT, null=True, blank=True, related_name="editions"
    )
    replaced_at = models.DateTimeField()
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["replaced_at", "pk"]


class StatusPlace(models.Model):
    """A place in a status list, given to one document once and never again.

    `edition` is the replaced document that it stood for: it stays marked as revoked, as does the copy in a wallet that
    the holder took back at `ended_at`. A decoy stands for nobody; it is marked from `decoy_since` until `decoy_until`
    and hides which change of a list is a real one.

    Personal data: none by itself; with the credential, its state.
    """

    status_list = models.ForeignKey(StatusList, on_delete=models.PROTECT, related_name="places")
    index = models.PositiveIntegerField()
    credential = models.ForeignKey(
        Credential, on_delete=models.PROTECT, null=True, blank=True, related_name="places"
    )
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="places"
    )
    decoy_since = models.DateTimeField(null=True, blank=True)
    decoy_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["status_list", "index"], name="place_once")]


class BulkRevocation(models.Model):
    """Many documents revoked as one act: prepared, confirmed by a second person, suspended, undone or made final.

    `chosen` is how they were chosen (numbers, or a version and days); `undo_until` ends the time in which it can be
    undone: until then they are suspended, since a revocation is final by its standard.

    Personal data: who prepared and confirmed it, and of whose documents; kept with them.
    """

    class State(models.TextChoices):
        """Prepared, confirmed by a second person (all are suspended), undone, final, or dropped before it began."""

        PREPARED = "prepared"
        SUSPENDED = "suspended"
        UNDONE = "undone"
        REVOKED = "revoked"
        DROPPED = "dropped"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    chosen = models.JSONField(default=dict)
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARED)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    undo_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-prepared_at", "-pk"]

    @property
    def subject(self) -> str:
        """The name under which the journal knows it."""
        return f"credentials.bulk-revocation:{self.public_id}"


class BulkItem(models.Model):
    """One document of a bulk revocation, and how far it is.

    Personal data: that this document was chosen; kept with the bulk revocation.
    """

    class State(models.TextChoices):
        """Chosen, suspended by it, reinstated when it was undone, revoked, or left as it was (somebody else acted on it)."""

        CHOSEN = "chosen"
        SUSPENDED = "suspended"
        REINSTATED = "reinstated"
        REVOKED = "revoked"
        LEFT = "left"

    bulk = models.ForeignKey(BulkRevocation, on_delete=models.CASCADE, related_name="items")
    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="bulk_items")
    state = models.CharField(max_length=10, choices=State.choices, default=State.CHOSEN)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["bulk", "credential"], name="once_in_a_bulk")]


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
        return self.withdrawn_at is None and (self.until is None or timezone.localdate(at) <= self.until)
