"""Tables of exams: what a centre offers, one exam of a case, what went to and came from the platform."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from tanym.apps.recognition.staged import OfItsCase

PERSON = settings.AUTH_USER_MODEL
CASE = "recognition.RecognitionCase"


class Offer(models.Model):
    """What a centre examines, with everything that law 14-VIII, art. 17(2) has it publish; texts by language.

    `profession` is a code of the register of professions. `price` is for the whole exam, `skill_price` for one separate
    skill, both in tenge. A change is a new offer: the old one ends and stays readable.

    Personal data: who published it, in office.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    centre = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    profession = models.CharField(max_length=100)
    price = models.PositiveIntegerField()
    skill_price = models.PositiveIntegerField(null=True, blank=True)
    papers = models.JSONField()
    retake = models.JSONField()
    places = models.JSONField(default=dict)  # where, online or on site
    conditions = models.JSONField(default=dict)  # for persons with disabilities
    personal = models.JSONField(default=list)  # personal competences that are assessed, texts by language
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # last day
    published_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["profession", "centre", "-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "profession"], condition=Q(until__isnull=True), name="exam_offer_open_once"
            )
        ]


class Examination(models.Model):
    """One exam of a case; another one (`attempt`) where an appeal has it held anew, before somebody else.

    `service` to `words` are what the officer found at admission: the service of the candidate, whether they are of age,
    which kinds of learning the standard provides for. `personal` lists the personal competences: {text by language,
    shown, reasons}. `conducted_by` examined.

    Personal data: how a person did in an exam; from the examiner, to decide the case; kept with it.
    """

    case = models.ForeignKey(CASE, on_delete=models.CASCADE, related_name="examinations")
    attempt = models.PositiveSmallIntegerField(default=1)
    began_at = models.DateTimeField()
    service = models.CharField(max_length=30, blank=True)
    of_age = models.BooleanField(null=True)
    admits = models.JSONField(null=True)
    words = models.TextField(blank=True)
    grounds = models.JSONField(default=list)  # on which the candidate was not admitted
    theory_correct = models.PositiveSmallIntegerField(null=True)
    theory_questions = models.PositiveSmallIntegerField(null=True)
    theory_source = models.CharField(
        max_length=80, blank=True
    )  # "imports.batch:…" where the platform said it
    personal = models.JSONField(null=True)
    recommendations = models.TextField(blank=True)
    retake = models.TextField(blank=True)
    conducted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    concluded_at = models.DateTimeField(null=True)

    to_case = "case"
    objects = OfItsCase["Examination"]()

    class Meta:
        ordering = ["case", "attempt"]
        constraints = [models.UniqueConstraint(fields=["case", "attempt"], name="examination_once")]


class Transfer(models.Model):
    """A file of results for the digital platform of the National Qualifications System; made once, uploaded once.

    Personal data: who made it; its rows name the holders of documents, for the keeper of the register.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    centre = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    rows = models.JSONField()
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    platform_number = models.CharField(max_length=60, blank=True)
    uploaded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="transfer_number_once"),
        ]


class PlatformEntry(models.Model):
    """What the official register is to learn, or has learnt, of one document: that it was issued, that it was annulled.

    `what` is issued or annulled. It belongs to one transfer; `number` is the platform's own, once it is known.
    `annulled_there_on` is set where the register says that it is annulled and nobody has annulled it here.

    Personal data: none but the document that it names.
    """

    award = models.ForeignKey("qualifications.Award", on_delete=models.PROTECT, related_name="+")
    centre = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=10)
    due_since = models.DateTimeField()
    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, null=True, related_name="entries")
    number = models.CharField(max_length=60, blank=True)
    entered_on = models.DateField(null=True)
    source = models.CharField(
        max_length=80, blank=True
    )  # "imports.batch:…" where a list of the platform said it
    annulled_there_on = models.DateField(null=True)
    annulled_there_source = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["due_since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["award", "what"], name="platform_entry_once"),
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number="") & Q(what="issued"), name="platform_number_once"
            ),
        ]
