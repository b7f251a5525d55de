"""Tables of validation: the route of a case, own words, methods, guidance, plans for what is missing, cohorts."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models

from tanym.apps.recognition.staged import OfItsCase

PERSON = settings.AUTH_USER_MODEL
CASE = "recognition.RecognitionCase"


class Cohort(models.Model):
    """Workers of an employer on the way to one target together. Of the secret in the link only a digest is kept.

    Personal data: none of the workers here; `made_by` runs it; kept as long as the employer runs it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    employer = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    target_ref = models.CharField(max_length=200)
    titles = models.JSONField()
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def is_open(self, at: datetime) -> bool:
        """Whether its link still leads in."""
        return self.closed_at is None and at < self.expires_at


class CohortMember(models.Model):
    """A worker in a cohort; `consented_at` is set while the employer may read the worker's result.

    Personal data: that the person works there and takes part; from the person, by following the link; erased when the
    person leaves the cohort.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()
    consented_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "person"], name="cohort_once")]
        ordering = ["pk"]


class Route(models.Model):
    """How a person goes the way of one validation: alone, accompanied, in a cohort; and what the case starts from.

    `whole` is the full target (the case judges only what is left of it), `carried` the parts that were validated before
    (`core.recognition.validation.parts`), `continues` the earlier case that this one goes on from. `declined` names the
    periods for which the person wants no guidance, with the day.

    Personal data: how the person goes the way; from the person; kept with the case.
    """

    class Kind(models.TextChoices):
        """With whom."""

        ALONE = "alone"
        ACCOMPANIED = "accompanied"
        COHORT = "cohort"

    case = models.OneToOneField(CASE, on_delete=models.CASCADE, related_name="validation_route")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    cohort = models.ForeignKey(
        Cohort, on_delete=models.SET_NULL, null=True, blank=True, related_name="routes"
    )
    version = models.ForeignKey(
        "qualifications.Version", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    whole = models.JSONField()
    carried = models.JSONField(default=list, blank=True)
    continues = models.ForeignKey(CASE, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    declined = models.JSONField(default=dict, blank=True)
    informed_at = models.DateTimeField()

    to_case = "case"
    objects = OfItsCase["Route"]()


class SelfDescription(models.Model):
    """What the person says of one outcome in plain words, and what they could show for it.

    Personal data: the person's own words; from the person; kept with the case.
    """

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="descriptions")
    outcome = models.CharField(max_length=40)
    can = models.CharField(max_length=10)  # yes, partly, not-yet
    words = models.TextField(blank=True)
    could_show = models.TextField(blank=True)
    at = models.DateTimeField()

    to_case = "route__case"
    objects = OfItsCase["SelfDescription"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["route", "outcome"], name="described_once")]


class ChosenMethod(models.Model):
    """A method that the assessor uses for an outcome (AS-03), with the reason where it was not the one advised.

    Personal data: who chose; kept with the case.
    """

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="methods")
    outcome = models.CharField(max_length=40)
    method = models.CharField(max_length=40)
    why = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    to_case = "route__case"
    objects = OfItsCase["ChosenMethod"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["route", "outcome", "method"], name="method_once")]
        ordering = ["pk"]


class AssessmentWord(models.Model):
    """What only a person can know of the assessment: a fact of the packs, said by name and in words. The latest counts.

    Personal data: who said it, and what it says of the assessor; kept with the case.
    """

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="assessment_words")
    fact = models.CharField(max_length=60)
    value = models.CharField(max_length=300)
    words = models.TextField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    to_case = "route__case"
    objects = OfItsCase["AssessmentWord"]()

    class Meta:
        ordering = ["at", "pk"]


class Guidance(models.Model):
    """A person is advised at an organisation; `consented_at` is set while the adviser may read the person's cases there.

    Personal data: who is advised by whom, and what about; from the person; kept with the cases, for whoever advises
    never assesses (AS-02).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="guidance")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    adviser = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    consented_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=models.Q(ended_at__isnull=True),
                name="guidance_once_at_a_time",
            )
        ]


class GuidanceNote(models.Model):
    """What an adviser wrote for the person, who reads it; `period` is before, during or after the case (VL-04).

    Personal data: advice to a person; from the adviser; kept with the case.
    """

    guidance = models.ForeignKey(Guidance, on_delete=models.CASCADE, related_name="notes")
    case = models.ForeignKey(CASE, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    period = models.CharField(max_length=10)
    text = models.TextField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    to_case = "case"
    objects = OfItsCase["GuidanceNote"]()

    class Meta:
        ordering = ["-at", "-pk"]


class Talk(models.Model):
    """An appointment of person and adviser; whoever did not offer it agrees to it or calls it off.

    Personal data: when and where two people meet; from them; kept with the guidance.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    guidance = models.ForeignKey(Guidance, on_delete=models.CASCADE, related_name="talks")
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    about = models.CharField(max_length=300, blank=True)
    offered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default="offered")  # offered, agreed, off
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["starts_at", "pk"]


class Plan(models.Model):
    """A plan for what is missing after a decision: drafted by the platform, edited and given by a person.

    Personal data: what a person has still to learn; from the decision; kept with the case.
    """

    case = models.OneToOneField(CASE, on_delete=models.CASCADE, related_name="validation_plan")
    words = models.TextField(blank=True)
    drafted_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)

    to_case = "case"
    objects = OfItsCase["Plan"]()


class PlanLine(models.Model):
    """A missing outcome with one way that leads there. `likeness` is advice of the platform; 0: a person added it.

    Personal data: see the plan.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="lines")
    outcome = models.CharField(max_length=40)
    ref = models.CharField(max_length=200, blank=True)  # empty: a way in words, nothing of the catalogue
    titles = models.JSONField(default=dict, blank=True)
    likeness = models.PositiveSmallIntegerField(default=0)
    words = models.TextField(blank=True)
    until = models.DateField(null=True, blank=True)
    chosen = models.BooleanField(default=False)

    to_case = "plan__case"
    objects = OfItsCase["PlanLine"]()

    class Meta:
        ordering = ["pk"]
