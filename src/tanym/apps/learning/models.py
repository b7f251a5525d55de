"""Tables of learning: enrolments, results, declarations of assessors."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models


class Enrolment(models.Model):
    """A person learns towards one version of a micro-qualification, in one or more attempts.

    `state`: enrolled, awarded, not-reached. `percent` and `letter` are those of the last conclusion.

    Personal data: who learns what and with which result; for the award; kept by the awarding body's duty.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments")
    version = models.ForeignKey("qualifications.Version", on_delete=models.PROTECT, related_name="enrolments")
    state = models.CharField(max_length=20, default="enrolled")
    attempt = models.PositiveSmallIntegerField(default=1)
    revision = models.PositiveIntegerField(default=1)
    enrolled_at = models.DateTimeField()
    concluded_at = models.DateTimeField(null=True, blank=True)
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    letter = models.CharField(max_length=4, blank=True)

    class Meta:
        ordering = ["-enrolled_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "version"],
                condition=models.Q(state__in=["enrolled", "awarded"]),
                name="enrolled_once",
            )
        ]

    @property
    def source(self) -> str:
        """The name under which an award says where it came from."""
        return f"learning.enrolment:{self.public_id}"


class Result(models.Model):
    """What an assessor found of one outcome in one assessment: whole per cent, reasons, how the person was identified.

    Personal data: the learner's result and who judged it; kept with the enrolment.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="results")
    attempt = models.PositiveSmallIntegerField()
    assessment = models.CharField(max_length=80)
    outcome = models.CharField(max_length=80)
    percent = models.PositiveSmallIntegerField()
    reasons = models.TextField()
    identity = models.CharField(
        max_length=30
    )  # unsupervised | supervised | supervised-with-id: how it really was
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "attempt", "assessment", "outcome"], name="result_once_an_attempt"
            ),
            models.CheckConstraint(condition=models.Q(percent__lte=100), name="result_is_per_cent"),
        ]


class Declaration(models.Model):
    """What an assessor says of the own independence before judging a person; the newest one holds.

    `relation`: none, taught (advised or trained the person), interest (any other interest in the result).

    Personal data: the relation between two people; for the independence of the judgement; kept with the enrolment.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="declarations")
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
