"""Tables of action plans: plans, their items, progress reports, changes after adoption, reminders sent."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models


class ActionPlan(models.Model):
    """An action plan: what an organisation has promised to do in a period, and on whose recommendations.

    `stage` is draft until somebody adopts it.

    Personal data: who wrote and who adopted it, in office; kept as long as the plan.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="plans"
    )
    titles = models.JSONField()
    purpose = models.JSONField(default=dict)
    since = models.DateField()
    until = models.DateField()
    consultation = models.CharField(max_length=40, blank=True)  # public id of where it comes from
    stage = models.CharField(max_length=10, default="draft")  # draft, adopted
    revision = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    adopted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-since", "-pk"]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def adopted(self) -> bool:
        """Whether it is in force, so that whatever changes in it is a change in public."""
        return self.stage == "adopted"


class ActionItem(models.Model):
    """One thing that somebody has promised to do, by a day, measured by an indicator.

    Texts are by language: `texts` holds problem, action, feedback, budget, act and risk; `indicator` its text, unit
    and source. `status` is the one that counts (the last report that somebody else accepted).

    Personal data: who leads it, in office; kept as long as the plan.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveIntegerField()
    texts = models.JSONField(default=dict)
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="led_items", null=True, blank=True
    )
    lead_organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="led_items",
        null=True,
        blank=True,
    )
    partners = models.ManyToManyField(
        "organisations.Organisation", related_name="partnered_items", blank=True
    )
    start = models.DateField(null=True, blank=True)
    deadline = models.DateField(null=True, blank=True)
    milestones = models.JSONField(default=list)  # {texts, due, reached}
    indicator = models.JSONField(default=dict)  # {texts, unit, source}, each by language
    baseline = models.DecimalField(max_digits=16, decimal_places=3, null=True, blank=True)
    target = models.DecimalField(max_digits=16, decimal_places=3, null=True, blank=True)
    current = models.DecimalField(max_digits=16, decimal_places=3, null=True, blank=True)
    rules = models.JSONField(default=list)  # ids of rules that it concerns
    draft = models.CharField(max_length=40, blank=True)  # public id of a draft of the workshop
    recommendation = models.CharField(max_length=40, blank=True)  # public id in the consultation
    none_received = models.BooleanField(default=False)  # nobody said anything that it could answer
    status = models.CharField(max_length=12, default="not-started")
    report = models.CharField(max_length=64, blank=True)  # digest of the check by the rules at adoption
    revision = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="action_item_number_once")]
        indexes = [models.Index(fields=["draft"]), models.Index(fields=["recommendation"])]

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.number}"


class ItemChange(models.Model):
    """What somebody changed in an item after its plan was adopted, and why: a deadline is never moved in silence.

    Personal data: who changed it, in office; kept as long as the plan.
    """

    item = models.ForeignKey(ActionItem, on_delete=models.CASCADE, related_name="changes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.JSONField()
    before = models.JSONField()
    after = models.JSONField()

    class Meta:
        ordering = ["-at", "-pk"]


class ProgressReport(models.Model):
    """How far an item is, by its owner's word, with the evidence; counts when another person has accepted it.

    Personal data: who reported and who reviewed, in office; kept as long as the plan.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = models.ForeignKey(ActionItem, on_delete=models.CASCADE, related_name="reports")
    status = models.CharField(max_length=12)
    evidence = models.JSONField(default=dict)
    link = models.URLField(max_length=500, blank=True)
    delay = models.JSONField(default=dict)  # why it is late, in the owner's words
    current = models.DecimalField(max_digits=16, decimal_places=3, null=True, blank=True)
    reached = models.JSONField(default=list)  # numbers of the milestones said to be reached
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    verdict = models.CharField(max_length=10, default="waiting")
    remarks = models.JSONField(default=dict)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    checked = models.CharField(max_length=64, blank=True)  # digest of the check by the rules at review

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=models.Q(verdict="waiting"), name="one_report_awaits_review"
            )
        ]


class SentReminder(models.Model):
    """A reminder that was sent, so that it is never sent twice.

    Personal data: to whom; kept as long as the plan.
    """

    item = models.ForeignKey(ActionItem, on_delete=models.CASCADE, related_name="reminders")
    notice = models.CharField(max_length=12)
    about = models.DateField()
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "notice", "about", "to"], name="reminded_once")
        ]
