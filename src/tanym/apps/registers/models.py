"""Tables of registers: entries, and what was recorded of each."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from tanym.core.registers.standing import Act, Change

PERSON = settings.AUTH_USER_MODEL


class Counter(models.Model):
    """The last number given in a register in a year.

    Personal data: none.
    """

    register = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["register", "year"], name="counter_once")]


class Entry(models.Model):
    """Somebody or something in a register (`core.registers.definition`), with a number that is printed.

    What the entry says and how it stands on a day follows from what was recorded of it. `titles` name an entry that
    is no organisation and no person, as an agreement.

    Personal data: which person an entry of assessors and experts is about; kept as long as the register.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    register = models.CharField(max_length=40)
    number = models.CharField(max_length=20, unique=True)  # P-2026-0007
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="register_entries",
    )
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    titles = models.JSONField(default=dict, blank=True)
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["register", "number"]
        indexes = [models.Index(fields=["register", "organisation"])]

    def __str__(self) -> str:
        return self.number


class Recorded(models.Model):
    """One act on an entry, in the order of recording; the journal holds the same act under `journal`.

    `content` is the whole content from then on (entered, amended): scope {activities, sectors, levels,
    micro_qualifications}, parties, conditions, documents. `source` names the case that it follows from. `journal` is
    None where an authorisation of the first release became an entry: the journal never held that act, so that pages,
    downloads and answers know the entry, but no history, feed, message or proof tells how it began.

    Personal data: who decided and who confirmed; kept as long as the register.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="recorded")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Act])
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    content = models.JSONField(default=dict, blank=True)
    reason = models.JSONField(default=dict, blank=True)  # by language
    basis = models.JSONField(
        default=dict, blank=True
    )  # by language: the act or the decision that it rests on
    source = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    second = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_on = models.DateField()
    at = models.DateTimeField()
    journal = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["entry", "number"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="recorded_number_once"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="recorded_interval",
            ),
        ]

    def change(self) -> Change:
        """The act as `core.registers` reads it."""
        return Change(
            number=self.number,
            act=Act(self.act),
            since=self.since,
            recorded_on=self.recorded_on,
            until=self.until,
            content=self.content,
            reason=self.reason,
        )


class Proposal(models.Model):
    """A change that a keeper proposes and another confirms, where the register asks for two.

    `given` is everything that the action needs: {titles, organisation, person, since, until, content, reason, basis}.
    `state`: waiting, confirmed, declined, taken-back.

    Personal data: who proposed and who decided, in office, and the person whom a proposed entry is about; kept as long
    as the register.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    register = models.CharField(max_length=40)
    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    act = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Act])
    given = models.JSONField()
    state = models.CharField(max_length=12, default="waiting")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    remarks = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry"], condition=models.Q(state="waiting"), name="one_proposal_waits"
            )
        ]

    @property
    def waiting(self) -> bool:
        """Whether nobody has decided yet."""
        return self.state == "waiting"


class SentWarning(models.Model):
    """A letter that said when an entry ends, so that it is never sent twice.

    Personal data: to whom; kept as long as the entry.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="warnings")
    ends_on = models.DateField()
    days = models.PositiveSmallIntegerField()  # how many days before
    to = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "ends_on", "days", "to"], name="warned_once")]


class FeedArchive(models.Model):
    """A part of a feed of changes that is closed: the acts with numbers above `after`, up to `until`.

    Personal data: none.
    """

    register = models.CharField(max_length=40, blank=True)  # empty: the feed of all registers
    number = models.PositiveIntegerField()
    after = models.PositiveBigIntegerField()
    until = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["register", "number"]
        constraints = [models.UniqueConstraint(fields=["register", "number"], name="feed_archive_once")]


class Subscription(models.Model):
    """An address to which changes of registers are sent, once it has proved that it wants them.

    `cursor`: everything up to this act was sent or is a dead letter. `generation` counts the secrets, which are kept
    nowhere (`webhooks.secrets`). `state`: unproved, active, off.

    Personal data: who asked for it, and the address; erased when that person ends it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="register_subscriptions")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    registers = models.JSONField(default=list)  # ids; empty: all
    address = models.CharField(max_length=500)
    state = models.CharField(max_length=10, default="unproved")
    challenge = models.CharField(max_length=64)
    generation = models.PositiveIntegerField(default=1)
    cursor = models.PositiveBigIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    proof_tries = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    proved_at = models.DateTimeField(null=True, blank=True)
    off_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    @property
    def active(self) -> bool:
        """Whether changes are sent to it."""
        return self.state == "active"


class Delivery(models.Model):
    """A message to a subscriber: what is sent, how often it was tried, what the address answered.

    `message` is the identifier by which the subscriber knows it again; `body` is sent and signed as it is.
    `state`: waiting, delivered, dead. `status` is the last HTTP status; 0: no answer.

    Personal data: none.
    """

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="deliveries")
    message = models.CharField(max_length=60)
    act = models.PositiveBigIntegerField()  # number in the journal
    register = models.CharField(max_length=40)
    body = models.TextField()
    state = models.CharField(max_length=10, default="waiting")
    tries = models.PositiveSmallIntegerField(default=0)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    next_at = models.DateTimeField()
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-act", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["subscription", "message"], name="delivery_once"),
            models.UniqueConstraint(
                fields=["subscription"], condition=models.Q(state="waiting"), name="delivery_in_order"
            ),
        ]
