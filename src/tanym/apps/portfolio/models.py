"""Tables of the portfolio: a person's pieces of evidence, and questions about them to people without an account."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class RegisterDocument(models.Model):
    """A document that stands in an official register kept elsewhere, as an office brought it in from a file of that register.

    It was not issued here. `number` is the register's own; `kind` is qualification or skill, `code` the profession in the
    register of professions, `skills` texts by language. `mark` is the keyed digest of the holder's personal number until
    a holder has proved it; `person` is who was found, or who gave the register's number with a personal number that nobody has proved yet. `digest` is that of the file (SHA-256). An annulled one
    whose issue was never brought in holds its number and nothing of a person.

    Personal data: name and qualification of the holder, from a centre that took them from the register, so that the holder
    need not show the document again; nobody's account needs to exist: what nobody claims goes with the term of undecided
    cases, the rest when its holder erases the portfolio.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="register_documents"
    )
    mark = models.CharField(max_length=64, blank=True, db_index=True)
    number = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=20, blank=True)
    code = models.CharField(max_length=100, blank=True)
    titles = models.JSONField(default=dict)
    skills = models.JSONField(default=list)
    names = models.JSONField(default=dict)
    centre = models.CharField(max_length=200, blank=True)  # as the file names it
    decided_on = models.DateField(null=True, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    proved = models.BooleanField(default=False)  # the holder's number was, not only typed
    brought_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    brought_for = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()
    source = models.CharField(max_length=80)  # "imports.batch:…"
    digest = models.CharField(max_length=64)
    annulled_on = models.DateField(null=True, blank=True)
    annulled_source = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["-issued_on", "-pk"]

    @property
    def subject(self) -> str:
        """The name under which the journal knows it."""
        return f"portfolio.register-document:{self.public_id}"


class Item(models.Model):
    """A piece of evidence of a person, kept once and shown in any case; `kind` is one of `core.recognition.evidence`.

    A case keeps a snapshot of its own and refers to the same stored file. `award` is set where it is an award of this
    platform, `register` where it is a document of an official register, `checked` holds what the check of a signed file said at `checked_at`.

    Personal data: whatever the evidence says of its owner; from its owner, to show in cases; erased when the owner
    removes it, or with the account, unless a decided case relies on it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="portfolio")
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    provider = models.CharField(max_length=300, blank=True)
    dated = models.DateField(null=True, blank=True)
    minutes = models.PositiveIntegerField(null=True, blank=True)  # of study or work, clock minutes
    text = models.TextField(blank=True)  # what was learnt or done
    joint = models.BooleanField(default=False)
    own_share = models.CharField(max_length=300, blank=True)  # the owner's part of joint work (VL-07)
    award = models.ForeignKey(
        "qualifications.Award", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    register = models.ForeignKey(
        RegisterDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="items"
    )
    digest = models.CharField(max_length=64, blank=True)  # of the file; the same bytes are one item
    checked = models.JSONField(default=dict, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    kept_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True, blank=True)  # offered in no case while it is set
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-kept_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "award"], name="portfolio_award_once"),
            models.UniqueConstraint(fields=["owner", "register"], name="portfolio_register_once"),
            models.UniqueConstraint(
                fields=["owner", "digest"], condition=~Q(digest=""), name="portfolio_bytes_once"
            ),
        ]

    @property
    def subject(self) -> str:
        """The name under which the journal knows it."""
        return f"portfolio.item:{self.public_id}"

    @property
    def titles(self) -> dict[str, str]:
        """The title by language; what a person typed stands in no known language."""
        if self.register is not None:
            return dict(self.register.titles)
        return dict(self.award.record["titles"]) if self.award else {"": self.title}

    @property
    def providers(self) -> dict[str, str]:
        """Who gave it, by language."""
        return dict(self.award.awarding_body.names) if self.award else {"": self.provider}


class Question(models.Model):
    """A question about an item to a witness or to its issuer, answered by a link and without an account.

    `said` is what the item said when it was asked about: whoever answers reads these words. `questions` are codes,
    `answers` gives for each {"answer": yes | partly | no | unknown, "words": …}. Of the secret in the link only a keyed
    digest is kept, and none once the question is over. That the answer came by a link sent to an address is a fact and
    no proof of who wrote it.

    Personal data: name, address, role and words of whoever is asked, from the owner of the item or from an officer, to
    confirm evidence; the address is erased when the question is over, the rest with the item, or kept with a decided case.
    """

    class To(models.TextChoices):
        """Who is asked."""

        WITNESS = "witness"
        ISSUER = "issuer"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="questions")
    to = models.CharField(max_length=10, choices=To.choices)
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # for which an officer asks; None: the owner asks
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    address_digest = models.CharField(max_length=64)  # keyed; tells the same address again, for the limits
    domain = models.CharField(max_length=253, blank=True)  # of the address; stays when the address is erased
    questions = models.JSONField()
    language = models.CharField(max_length=5)
    said = models.JSONField()
    digest = models.CharField(max_length=64, blank=True)  # empty: no link leads here
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)  # "it is not for me"
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    answered_name = models.CharField(max_length=200, blank=True)
    answered_role = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["digest"], condition=~Q(digest=""), name="question_link_once")
        ]
        indexes = [models.Index(fields=["address_digest", "asked_at"], name="question_by_address")]

    @property
    def subject(self) -> str:
        """The name under which the journal and messages know it."""
        return f"portfolio.question:{self.public_id}"

    def standing(self, at: datetime) -> str:
        """answered, declined, withdrawn, expired, opened, or sent."""
        if self.answered_at:
            return "answered"
        if self.declined_at:
            return "declined"
        if self.withdrawn_at:
            return "withdrawn"
        if self.until <= at:
            return "expired"
        return "opened" if self.opened_at else "sent"

    def open_to_answer(self, at: datetime) -> bool:
        """Whether its link leads anywhere at that moment."""
        return bool(self.digest) and self.standing(at) in ("sent", "opened")
