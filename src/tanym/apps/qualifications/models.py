"""Tables of micro-qualifications, disciplines and awards."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models


class MicroQualification(models.Model):
    """A micro-qualification through all its versions; the owner's authors write it.

    Personal data: none.
    """

    code = models.SlugField(max_length=80, unique=True)
    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.code


class Version(models.Model):
    """One version of the design document, with its place in the procedure of approval.

    `content` is the document of `core.qualifications.design`; `case` is the state of the approval procedure
    (`core.procedures`); the columns below repeat members of the document for search and are written with it.

    Personal data: names of those who argue a level or attest a fact, as the document says them.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    micro_qualification = models.ForeignKey(
        MicroQualification, on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField(default=1)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    revision = models.PositiveIntegerField(default=1)  # counts saves; a save on an older one is refused
    stage = models.CharField(max_length=40, default="draft")
    case = models.JSONField(default=dict)
    report = models.CharField(
        max_length=64, blank=True
    )  # digest of the report at submission, then at approval
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    edited_at = models.DateTimeField()
    published_on = models.DateField(null=True, blank=True)
    retired_on = models.DateField(null=True, blank=True)
    teach_out_on = models.DateField(null=True, blank=True)  # last day on which those who learn may be awarded

    round = models.PositiveSmallIntegerField(default=0)  # counts submissions
    route = models.JSONField(default=dict)  # `core.qualifications.review.Route` of this submission
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )  # the reviewer who has it
    last_review_on = models.DateField(null=True, blank=True)
    next_review_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    reminded = models.JSONField(default=list)  # what letters were sent of: `review:2027-03-01`

    titles = models.JSONField(default=dict)
    sector = models.CharField(max_length=40, blank=True)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    credits = models.PositiveIntegerField(null=True, blank=True)  # hundredths
    languages = models.CharField(max_length=60, blank=True)  # " kk ru "
    participation = models.CharField(max_length=30, blank=True)
    awarding_body = models.CharField(max_length=60, blank=True)  # code of an organisation
    counts_somewhere = models.BooleanField(default=False)  # a stacking target has agreed
    search = models.TextField(blank=True)  # case-folded words of every language, a space before each

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["micro_qualification", "number"], name="version_number_once")
        ]
        ordering = ["micro_qualification__code", "-number"]


class Remark(models.Model):
    """What a reviewer asks the author to mend, at a rule (`rule:MQ-06`) or at the whole (empty).

    Kept by the reviewer until the design is returned; from then on the author reads it.

    Personal data: who wrote it.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="remarks")
    about = models.CharField(max_length=80, blank=True)
    text = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "about"],
                condition=models.Q(sent_at__isnull=True),
                name="remark_unsent_once",
            )
        ]


class Judgement(models.Model):
    """What a reviewer decides where the rules could not: a finding, its outcome (met, not-met) and the reason.

    Personal data: who decided.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="judgements")
    rule = models.CharField(max_length=60)
    outcome = models.CharField(max_length=10, choices=[("met", "met"), ("not-met", "not-met")])
    note = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["rule"]
        constraints = [models.UniqueConstraint(fields=["version", "rule"], name="finding_judged_once")]


class Review(models.Model):
    """That a published version falls short of rules that came into force after it was approved, and is to be reviewed.

    `rules` lists each: {rule, pack, bundle (digest of the version that asks it), since, severity}. Closed when a later
    version is published, when it is retired, when the rules are met or waived.

    Personal data: none.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="reviews")
    rules = models.JSONField()
    found_on = models.DateField()
    due_on = models.DateField(null=True)
    asked_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"], condition=models.Q(closed_at__isnull=True), name="review_open_once"
            )
        ]


class Sheet(models.Model):
    """A reviewer's sheet on one submission: a judgement on each criterion, a recommendation with its reasons.

    `judgements` maps criteria of the procedure to {judgement, note}; a signed sheet is not changed any more.
    `conditions` are those that the reviewer would attach: [{text, due_on, about}].

    Personal data: who reviewed.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="sheets")
    round = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField()  # 1: first reviewer, 2: second
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    judgements = models.JSONField(default=dict)
    conditions = models.JSONField(default=list)
    recommendation = models.CharField(max_length=40, blank=True)
    reasons = models.TextField(blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["round", "place"]
        constraints = [
            models.UniqueConstraint(fields=["version", "round", "place"], name="sheet_place_once"),
            models.UniqueConstraint(fields=["version", "round", "reviewer"], name="sheet_reviewer_once"),
        ]


class Condition(models.Model):
    """What an approval was given on condition of: the author says how it is fulfilled, a reviewer confirms.

    Personal data: who set, answered and confirmed it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="conditions")
    about = models.CharField(max_length=80, blank=True)  # a criterion, or `rule:MQ-06`
    text = models.TextField()
    due_on = models.DateField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    answer = models.TextField(blank=True)  # how the author fulfils it
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    asked_again = models.TextField(blank=True)  # what is still missing, where an answer was not enough
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    told_late_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]


class Ballot(models.Model):
    """The vote of a member of the committee on one submission, with reasons; it may be changed until the decision.

    Personal data: who voted how.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="ballots")
    round = models.PositiveSmallIntegerField()
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=40)
    reasons = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "round", "member"], name="ballot_once")]


class Minutes(models.Model):
    """The decision of the committee on one submission: who sat, how the votes fell, the result and its reasons.

    `members` are the codes of all who belonged to it that day; votes stand as ballots.

    Personal data: who recorded it; members by opaque codes.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="minutes")
    round = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(unique=True)
    held_on = models.DateField()
    members = models.JSONField()
    tally = models.JSONField()  # verdict → votes
    result = models.CharField(max_length=40)
    reasons = models.TextField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["version", "round"], name="minutes_once")]


class Suspension(models.Model):
    """A time in which a published version is not offered, by the centre's decision; `until` is its last day.

    Personal data: who decided.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="suspensions")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    reason = models.TextField()
    source = models.CharField(
        max_length=120, blank=True
    )  # the procedure of another room that it follows from
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_for = models.TextField(blank=True)

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"], condition=models.Q(until__isnull=True), name="suspension_open_once"
            )
        ]


class ReReview(models.Model):
    """The periodic re-review of what was approved: a case of the procedure `re-review`, with its outcome.

    Personal data: who asked for it and who decided.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="re_reviews")
    case = models.JSONField()
    stage = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reported = models.TextField(blank=True)  # what the author says has changed
    reported_at = models.DateTimeField(null=True, blank=True)
    reasons = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"], condition=models.Q(decided_at__isnull=True), name="re_review_open_once"
            )
        ]


class Programme(models.Model):
    """An educational programme of an organisation.

    Personal data: none.
    """

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="programmes"
    )
    code = models.SlugField(max_length=60)
    titles = models.JSONField()
    level = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="programme_once")]


class Discipline(models.Model):
    """A discipline of a programme: what learning can be recognised towards. `outcomes`: [{id, kind, text}].

    Personal data: none.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="disciplines")
    code = models.SlugField(max_length=60)
    titles = models.JSONField()
    credits = models.PositiveIntegerField()  # hundredths
    outcomes = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="discipline_once")]
        ordering = ["programme__organisation__code", "code"]


class Award(models.Model):
    """The act: this person holds this, conferred by that body on that day. Annulled, never deleted.

    `kind` is micro-qualification, discipline, qualification, skill, outcomes (parts of something that were validated)
    or evaluation; what stands in no table of this room is named by `of`, such as `profession:2166-1-004`. `record` is
    everything that the document will say, frozen.

    Personal data: the person, the result; the awarding body's duty to keep what it conferred.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(max_length=14, unique=True)  # printed on the document: 7Q4K-M2XD-9F
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="awards")
    kind = models.CharField(max_length=30)
    version = models.ForeignKey(
        Version, on_delete=models.PROTECT, null=True, blank=True, related_name="awards"
    )
    discipline = models.ForeignKey(
        Discipline, on_delete=models.PROTECT, null=True, blank=True, related_name="awards"
    )
    of = models.CharField(max_length=120, blank=True)
    awarding_body = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="awards"
    )
    conferred_on = models.DateField()
    conferred_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=120, unique=True)  # room.thing:id that it came from; one award each
    record = models.JSONField()
    issued = models.BooleanField(default=False)  # a credential exists
    annulled_on = models.DateField(null=True, blank=True)
    annulled_for = models.TextField(blank=True)

    class Meta:
        ordering = ["-conferred_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="micro-qualification", version__isnull=False)
                | models.Q(kind="discipline", discipline__isnull=False)
                | (
                    models.Q(kind__in=["qualification", "skill", "outcomes", "evaluation"]) & ~models.Q(of="")
                ),
                name="award_is_of_something",
            )
        ]
