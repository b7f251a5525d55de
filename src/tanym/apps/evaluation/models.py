"""Tables of the evaluation of foreign learning: what stands beside the recognition case, and only where one is foreign."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from tanym.apps.recognition.staged import OfItsCase

PERSON = settings.AUTH_USER_MODEL


class Evaluation(models.Model):
    """What is asked of foreign learning and what is proposed: purpose, route, the credential, other forms, the statement.

    `questionnaire` (question → answer) stands in for documents that cannot be had. `considered` gives for each other form
    of recognition {"possible": bool, "because": text}; `conditions` are [{"goal", "measure", "until"}].

    Personal data: what a person learnt abroad and why it is asked; from the applicant, to evaluate it; kept with the case.
    """

    case = models.OneToOneField(
        "recognition.RecognitionCase", on_delete=models.CASCADE, related_name="evaluation"
    )
    wanted = models.CharField(max_length=300)  # for which studies, at which employer: the applicant's words
    documented = models.BooleanField(default=True)
    questionnaire = models.JSONField(default=dict, blank=True)
    route = models.CharField(max_length=30, blank=True)  # chosen by a person
    route_by_rule = models.CharField(max_length=30, blank=True)  # on the day of the choice
    route_reasons = models.TextField(blank=True)
    routed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    routed_at = models.DateTimeField(null=True, blank=True)
    credential_kind = models.CharField(max_length=30, blank=True)  # qualification, micro-credential
    study_mode = models.CharField(max_length=20, blank=True)  # online, onsite, blended
    institution = models.CharField(max_length=300, blank=True)
    country = models.CharField(max_length=2, blank=True)  # ISO 3166-1 alpha-2
    award_day = models.DateField(null=True, blank=True)
    papers = models.JSONField(default=list, blank=True)  # that came with the document: as a person saw them
    papers_absent = models.JSONField(
        default=list, blank=True
    )  # that a person looked for and that are not there
    considered = models.JSONField(default=dict, blank=True)
    form = models.CharField(max_length=20, blank=True)  # alternative, partial, conditional
    form_says = models.TextField(blank=True)  # as what, from when
    conditions = models.JSONField(default=list, blank=True)
    ground = models.CharField(max_length=20, blank=True)  # of a refusal
    statement = models.CharField(max_length=20, blank=True)  # its type
    fraud_evidence = models.TextField(blank=True)
    fraud_found_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    fraud_confirmed_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    to_case = "case"
    objects = OfItsCase["Evaluation"]()

    def __str__(self) -> str:
        return self.case.number


class Finding(models.Model):
    """One of the five elements or the seven criteria: value, source, day and rating, or "not available" with the reason.

    `said` is what a verified document said ([{"code", "details"}]), filled by the platform; a rating is a person's.

    Personal data: a view of a person's learning; kept with the case.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="findings")
    part = models.CharField(max_length=10)  # elements, criteria
    name = models.CharField(max_length=30)
    rating = models.CharField(max_length=20, blank=True)
    said = models.JSONField(default=list, blank=True)
    value = models.TextField(blank=True)
    source = models.CharField(max_length=20, blank=True)
    on = models.DateField(null=True, blank=True)
    because = models.TextField(blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    to_case = "evaluation__case"
    objects = OfItsCase["Finding"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["evaluation", "part", "name"], name="finding_once")]


class StatusSource(models.Model):
    """What a source says of the institution or the programme on a day, and when that was looked up.

    Personal data: who looked it up; kept with the case.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="sources")
    name = models.CharField(max_length=200)
    address = models.URLField(max_length=500, blank=True)
    official = models.BooleanField(default=False)
    standing = models.CharField(max_length=20)  # recognised, not-recognised, nothing
    for_day = models.DateField()
    looked_on = models.DateField()
    note = models.TextField(blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    to_case = "evaluation__case"
    objects = OfItsCase["StatusSource"]()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "name", "for_day"], name="status_source_once")
        ]


class AuthenticityCheck(models.Model):
    """A check of one document: how, with what result, when; `question` is the one that its issuer was asked.

    Personal data: who checked; kept with the case.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="checks")
    item = models.ForeignKey("recognition.EvidenceItem", on_delete=models.CASCADE, related_name="+")
    method = models.CharField(max_length=20)  # signature, issuer, register, inspection
    outcome = models.CharField(max_length=30)  # confirmed, not-confirmed, could-not-be-checked
    on = models.DateField()
    note = models.TextField(blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    to_case = "evaluation__case"
    objects = OfItsCase["AuthenticityCheck"]()

    class Meta:
        ordering = ["at", "pk"]


class Difference(models.Model):
    """A difference from what the purpose needs; substantial only with a stated obstacle to it.

    Personal data: a view of a person's learning; kept with the case.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="differences")
    element = models.CharField(max_length=30)
    in_what = models.TextField()
    obstacle = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    bridge = models.TextField(blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    to_case = "evaluation__case"
    objects = OfItsCase["Difference"]()

    class Meta:
        ordering = ["pk"]


class Hearing(models.Model):
    """The interview of a person without documents, by two evaluators.

    `said` (question → what was heard) and `agreed` make the background paper together with the questionnaire.

    Personal data: what was said; kept with the case.
    """

    evaluation = models.OneToOneField(Evaluation, on_delete=models.CASCADE, related_name="hearing")
    held_on = models.DateField()
    language = models.CharField(max_length=60)
    said = models.JSONField(default=dict, blank=True)
    agreed = models.TextField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    to_case = "evaluation__case"
    objects = OfItsCase["Hearing"]()


class Hearer(models.Model):
    """An evaluator who held the interview: of this or of another centre, then by name.

    Personal data: who sat; kept with the case.
    """

    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="evaluators")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    knows_system = models.BooleanField(default=False)
    knows_language = models.BooleanField(default=False)

    to_case = "hearing__evaluation__case"
    objects = OfItsCase["Hearer"]()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["hearing", "person"], name="hearer_once")]


class Fulfilment(models.Model):
    """What the applicant put for a condition of a conditional recognition, and what the office answered.

    `number` counts the conditions of the evaluation from one; of several rows about one the latest counts. `state` is
    shown, met or not-shown.

    Personal data: what a person learnt or did since the decision; from the applicant; kept with the case.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="fulfilments")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    item = models.ForeignKey(
        "recognition.EvidenceItem", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=10, default="shown")
    shown_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    to_case = "evaluation__case"
    objects = OfItsCase["Fulfilment"]()

    class Meta:
        ordering = ["pk"]
