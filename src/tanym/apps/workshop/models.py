"""Tables of the workshop: drafts of packs, their entries one by one, and who wants to hear of changes."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models


class PackDraft(models.Model):
    """A new version of a pack while it is written, read, discussed and approved.

    `based_on` is the version in force that it began with; empty for the first pack of an institution. `owner` is the
    organisation that answers for it. `digest` is the version that the checker passed and the approver put in force.

    Personal data: who wrote, submitted and approved it; official acts, kept with the register of rules.
    """

    class State(models.TextChoices):
        """Where a draft stands. In force means entered in the register; from which day, `since` says."""

        DRAFTING = "drafting"
        CONSULTING = "consulting"
        CHECKED = "checked"
        IN_FORCE = "in-force"
        WITHDRAWN = "withdrawn"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pack = models.CharField(max_length=100)
    institution = models.CharField(max_length=100, blank=True)
    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    based_on = models.ForeignKey(
        "policy.PackBundle", null=True, on_delete=models.PROTECT, related_name="drafts"
    )
    titles = models.JSONField(default=dict)
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFTING)
    revision = models.PositiveIntegerField(default=0)
    wished_since = models.DateField(null=True)
    since = models.DateField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    reason = models.JSONField(default=dict)
    public_since = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="opened_drafts"
    )
    opened_at = models.DateTimeField()
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="submitted_drafts"
    )
    submitted_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="approved_drafts"
    )
    approved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-opened_at", "-pk"]
        indexes = [models.Index(fields=["pack", "state"])]
        constraints = [
            models.CheckConstraint(
                name="workshop_two_people",
                condition=models.Q(approved_by__isnull=True)
                | (
                    ~models.Q(approved_by=models.F("opened_by"))
                    & ~models.Q(approved_by=models.F("submitted_by"))
                ),
            ),
            models.CheckConstraint(
                name="workshop_in_force_is_approved",
                condition=~models.Q(state="in-force")
                | models.Q(approved_by__isnull=False, since__isnull=False, submitted_by__isnull=False),
            ),
        ]

    @property
    def editable(self) -> bool:
        """Whether its entries may change: also during a consultation, whose answers lead to changes."""
        return self.state in (self.State.DRAFTING, self.State.CONSULTING, self.State.CHECKED)


class DraftEntry(models.Model):
    """One entry of a draft as it shall read: a value, a rule, a step; empty content takes it out of the pack.

    `content` is what the pack's file holds there (`content.pack_entry`); `clash` says that the version in force changed
    the same entry meanwhile, which a person settles by saving it again.

    Personal data: who wrote it and, where evidence was raised, who read the source; official acts.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    draft = models.ForeignKey(PackDraft, on_delete=models.CASCADE, related_name="entries")
    key = models.CharField(max_length=2000)
    content = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    clash = models.BooleanField(default=False)
    citation = models.CharField(max_length=400)
    reason = models.TextField()
    read_by = models.CharField(max_length=200, blank=True)
    read_on = models.DateField(null=True)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="draft_entries"
    )
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["draft", "key"], name="workshop_entry_once")]


class DraftAuthor(models.Model):
    """Who has ever written in a draft: none of them may approve it, also when their words were taken out again.

    Personal data: who took part in writing; an official act, kept with the draft.
    """

    draft = models.ForeignKey(PackDraft, on_delete=models.CASCADE, related_name="authors")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "person"], name="workshop_author_once")]


class Subscription(models.Model):
    """That a person wants a letter whenever a pack changes; `pack` is empty for all of them.

    Personal data: what somebody wants to hear of; erased when the subscription ends.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="rule_subscriptions"
    )
    pack = models.CharField(max_length=100, blank=True)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "pack"], name="workshop_subscription_once")]
