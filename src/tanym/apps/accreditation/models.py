"""Tables of applications of organisations: what was said, judged and decided, and what followed."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

PERSON = settings.AUTH_USER_MODEL


class Application(models.Model):
    """An organisation asks to stand in a register; after the decision the same row is the case of its entry.

    `procedure` names the table of the pack (provider-recognition, accreditation) and `case` is its state
    (`core.procedures`). `answers` is what the checklist asks, by name; `scope` what is asked for {activities, sectors,
    levels, professions}. `entry` is the public identifier of the entry in the register: of the one that is to be renewed,
    later of the one that this case has made.

    Personal data: who applied for the organisation, the practitioners named in the answers; for the decision; kept as
    long as the entry.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(max_length=20, unique=True)  # PR-2026-0007
    procedure = models.CharField(max_length=40)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="applications"
    )
    office = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    opened_at = models.DateTimeField()
    entry = models.UUIDField(null=True, blank=True)
    renews = models.BooleanField(default=False)  # asks to continue an entry, and was not decided yet
    follows = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    scope = models.JSONField(default=dict, blank=True)
    case = models.JSONField(default=dict)
    stage = models.CharField(max_length=40)
    ended = models.BooleanField(default=False)  # the stage is an end of the procedure
    missing = models.JSONField(default=dict, blank=True)  # document → what exactly is missing
    asked_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    report = models.CharField(max_length=64, blank=True)  # digest of the last check that was kept
    revision = models.PositiveIntegerField(default=1)
    last_act = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "procedure", "renews"],
                condition=models.Q(ended=False),
                name="application_open_once",
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def under_decision(self) -> bool:
        """Whether it was sent and nobody has decided yet."""
        asks = self.entry is None or self.renews
        return self.submitted_at is not None and asks and not self.ended and not self.decision_taken

    @property
    def decision_taken(self) -> bool:
        """Whether the decision was taken, and not only prepared."""
        prepared = Decision.objects.filter(application=self).first()
        return prepared is not None and prepared.decided_at is not None


class Paper(models.Model):
    """A document of an application; a newer one of the same name stands beside the older.

    Personal data: whatever the file says; for the decision; kept as long as the application.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="papers")
    document = models.CharField(max_length=60)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["document", "-at", "-pk"]


class Seat(models.Model):
    """An expert who was chosen, and what the expert says of the own independence. `relation`: "" (not said yet), none, interest.

    Personal data: the relation between a person and an organisation; for the independence of the judgement; kept with
    the application.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="seats")
    expert = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    chosen_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()
    relation = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)
    declared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["chosen_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["application", "expert"], name="expert_chosen_once")]


class Visit(models.Model):
    """What experts saw: a visit on site or an observed live assessment, announced or not, with its report.

    Personal data: who visited.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="visits")
    kind = models.CharField(max_length=20, choices=[("site", "site"), ("assessment", "assessment")])
    announced = models.BooleanField()
    on = models.DateField()
    report = models.TextField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["on", "pk"]


class Judgement(models.Model):
    """What a person found of a criterion (`about` is its code), or of a finding that the rules left open (`rule:PR-10`).

    `outcome`: met, not-met. A later judgement replaces the earlier one; the journal keeps both.

    Personal data: who judged.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="judgements")
    about = models.CharField(max_length=80)
    outcome = models.CharField(max_length=10, choices=[("met", "met"), ("not-met", "not-met")])
    reasons = models.TextField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["about"]
        constraints = [models.UniqueConstraint(fields=["application", "about"], name="criterion_judged_once")]


class Decision(models.Model):
    """The decision on an application: prepared by one person, taken by another (`decided_by`).

    `result`: recognise, refuse. `criteria` freezes the judgements at the time of decision: [{code, outcome, reasons}].

    Personal data: who prepared and who decided, in office.
    """

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="decision")
    result = models.CharField(max_length=20)
    reasons = models.TextField()
    scope = models.JSONField(default=dict, blank=True)
    criteria = models.JSONField(default=list, blank=True)
    minutes = models.CharField(max_length=60, blank=True)  # number of the minutes of the committee
    prepared_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)


class Condition(models.Model):
    """A condition of a recognition: what, by when, and who at the office confirms that it is fulfilled.

    Personal data: who reported and who confirmed, in office.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="conditions")
    text = models.TextField()
    due_on = models.DateField()
    confirms = models.CharField(max_length=30, default="keeper")  # party of the procedure
    reported = models.TextField(blank=True)
    reported_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]


class Measure(models.Model):
    """A suspension, reinstatement or withdrawal of an entry: proposed by one person, confirmed or dropped by another.

    `act`: suspend, reinstate, withdraw. `ground` is a code of the pack where it names grounds. `effect` says what happens
    to those who learn now: {running, micro_qualifications: [code], learners: continue | transfer | stop, text}.

    Personal data: who proposed and who decided, in office.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="measures")
    act = models.CharField(max_length=12)
    ground = models.CharField(max_length=40, blank=True)
    reasons = models.TextField()
    effect = models.JSONField(default=dict, blank=True)
    proposed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=12, default="proposed")  # proposed, in-force, dropped
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=models.Q(state="proposed"), name="measure_proposed_once"
            )
        ]


class Event(models.Model):
    """A step that was taken: the history of an application as its parties read it.

    Personal data: who took the step.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="events")
    step = models.CharField(max_length=40)
    stage = models.CharField(max_length=40)  # in which the application stood after it
    party = models.CharField(max_length=40)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]


class StandingCheck(models.Model):
    """A check of an entry after the decision, kept as a report: yearly, or when somebody asks for it.

    Personal data: none.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="checks")
    on = models.DateField()
    report = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-pk"]
