"""Tables of recognition: cases, evidence, what it shows, judgements, commissions, decisions, appeals."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from tanym.apps.audit.playing import playing
from tanym.apps.recognition.staged import OfItsCase

PERSON = settings.AUTH_USER_MODEL


class CaseCounter(models.Model):
    """The last number given to a case in a year, so that numbers carry nothing but the year and an order.

    Personal data: none.
    """

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)


class OnThisStage(models.Manager["RecognitionCase"]):
    """The cases that are there where one acts: real ones on the platform, that of a rehearsal inside of it alone."""

    def get_queryset(self) -> models.QuerySet[RecognitionCase]:
        """Only these."""
        play, found = playing(), super().get_queryset()
        return found.filter(played_in=play.rehearsal) if play else found.filter(rehearsal=False)


class RecognitionCase(models.Model):
    """A person's request that an organisation recognise learning, under one of the procedures of the packs.

    `case` is the state of the procedure (`core.procedures`); `procedure` and `stage` repeat its table and its stage for
    lists. `target` is what recognition is asked for as it stood when the case was opened: kind, titles, credits,
    outcomes (one reference for all phases); `target_ref` names it, such as `profession:2166-1-004`. A `rehearsal` is played
    with invented people (`played_in` names it): nobody outside of it finds the case, and it enters no register, no list,
    no figure and no precedent.

    Personal data: who asks, for what, in which words; from the claimant, to decide the request; the words and the
    evidence are erased when the term of the packs is over (`erased_on`), the decision is kept by the institution.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(max_length=20, unique=True)
    claimant = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="recognition_cases")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    procedure = models.CharField(max_length=40, default="academic")
    discipline = models.ForeignKey(
        "qualifications.Discipline", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    target = models.JSONField()
    target_ref = models.CharField(max_length=120, blank=True, db_index=True)
    purpose = models.CharField(max_length=40, default="exemption")  # what the claimant needs it for
    rehearsal = models.BooleanField(default=False)
    played_in = models.UUIDField(null=True, blank=True, editable=False, db_index=True)
    case = models.JSONField()
    stage = models.CharField(max_length=40)
    round = models.PositiveSmallIntegerField(default=1)  # one more whenever an appeal has it decided anew
    revision = models.PositiveIntegerField(default=1)  # counts changes; a change on an older one is refused
    last_act = models.JSONField(
        default=dict, blank=True
    )  # who did what last: the same sent twice is done once
    application = models.TextField(blank=True)  # the claimant's own words
    informed_at = models.DateTimeField(null=True, blank=True)  # told of steps, time, outcomes, use of data
    missing = models.JSONField(
        default=list, blank=True
    )  # papers of the procedure that the secretary asks for
    missing_because = models.TextField(blank=True)  # what exactly
    asked_at = models.DateTimeField(null=True, blank=True)
    assessor = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    relation = models.CharField(
        max_length=20, blank=True
    )  # what the assessor declared: none, interest; empty: nothing
    interest = models.CharField(max_length=300, blank=True)  # which interest the assessor declared
    direct = models.JSONField(default=list, blank=True)  # outcomes to be shown in the interview itself
    opened_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    complete_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)  # when it came to an end of its procedure
    erased_on = models.DateField(null=True, blank=True)  # when it let go of what the claimant gave
    credits_entered = models.PositiveIntegerField(null=True, blank=True)  # hundredths
    credits_entered_on = models.DateField(null=True, blank=True)
    register_line = models.CharField(max_length=200, blank=True)  # where the registrar entered the credits

    objects = OnThisStage()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        indexes = [models.Index(fields=["organisation", "ended_on", "id"], name="cases_that_ended")]

    def __str__(self) -> str:
        return self.number

    @property
    def appeal(self) -> Appeal | None:
        """The latest appeal, open or decided; None where there was none."""
        return max(self.appeals.all(), key=lambda one: one.number, default=None)


class Pending(models.Model):
    """An open case or appeal as lists need it: where it stands and until when. Written anew with every change of it.

    Personal data: none of its own; it names the case.
    """

    subject = models.CharField(max_length=80, unique=True)  # recognition.case:… or recognition.appeal:…
    case = models.ForeignKey(RecognitionCase, on_delete=models.CASCADE, related_name="pending")
    appeal = models.ForeignKey("Appeal", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.CASCADE, related_name="+")
    procedure = models.CharField(max_length=40)
    stage = models.CharField(max_length=40)
    due_on = models.DateField()  # NEVER where no term runs: such cases come last

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["organisation", "due_on", "id"], name="pending_of_an_office"),
            models.Index(
                fields=["organisation", "procedure", "stage", "due_on", "id"], name="pending_in_a_stage"
            ),
        ]


class Awaited(models.Model):
    """Whom an open case or appeal waits for: a person, or whoever has a role at the organisation.

    Personal data: who has to act; gone with the act.
    """

    pending = models.ForeignKey(Pending, on_delete=models.CASCADE, related_name="awaited")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=20, blank=True)  # empty for a person
    due_on = models.DateField()  # that of the case, so that a desk is read in its order

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pending", "person", "role"], name="awaited_once"),
        ]
        indexes = [
            models.Index(fields=["person", "due_on", "pending"], name="awaited_of_a_person"),
            models.Index(fields=["organisation", "role", "due_on", "pending"], name="awaited_of_a_role"),
        ]


class Event(models.Model):
    """One step of a case as its people read it: the journal keeps the proof, this is the history on the page.

    Personal data: who acted; kept with the case.
    """

    case = models.ForeignKey(RecognitionCase, on_delete=models.CASCADE, related_name="events")
    procedure = models.CharField(max_length=60)
    step = models.CharField(max_length=60)
    stage = models.CharField(max_length=40)  # where the case stood after it
    reasons = models.TextField(blank=True)  # what whoever took the step said
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    party = models.CharField(max_length=80)
    at = models.DateTimeField()

    to_case = "case"
    objects = OfItsCase["Event"]()

    class Meta:
        ordering = ["-at", "-pk"]


class EvidenceItem(models.Model):
    """A piece of evidence as this case was shown it; `kind` is one of `core.recognition.evidence`.

    `kept` is the item in the claimant's portfolio of which this is a snapshot: it changes there, never here. `award` is
    set where it is an award of this platform, `checked` holds what the check of a signed file said. The ratings are the
    assessor's (VL-06), each answer but "yes" with its own reason in `reasons` (`rated_because`: one for all, before).

    Personal data: whatever the evidence says of the claimant; from the claimant; kept with the case.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(RecognitionCase, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    provider = models.CharField(max_length=300, blank=True)
    dated = models.DateField(null=True, blank=True)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)  # what was learnt or done
    joint = models.BooleanField(default=False)
    own_share = models.CharField(max_length=300, blank=True)  # the claimant's part of joint work (VL-07)
    award = models.ForeignKey(
        "qualifications.Award", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kept = models.ForeignKey(
        "portfolio.Item", on_delete=models.SET_NULL, null=True, blank=True, related_name="shown_in"
    )
    checked = models.JSONField(default=dict, blank=True)
    ratings = models.JSONField(default=dict, blank=True)  # quality → yes, partly, no
    reasons = models.JSONField(default=dict, blank=True)  # quality → why it is not "yes"
    rated_because = models.TextField(blank=True)
    added_at = models.DateTimeField()

    to_case = "case"
    objects = OfItsCase["EvidenceItem"]()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["case", "award"], name="award_once_a_case")]

    @property
    def titles(self) -> dict[str, str]:
        """The title by language; what a person typed stands in no known language."""
        return dict(self.award.record["titles"]) if self.award else {"": self.title}

    @property
    def providers(self) -> dict[str, str]:
        """Who gave it, by language."""
        return dict(self.award.awarding_body.names) if self.award else {"": self.provider}


class Mapping(models.Model):
    """What one piece of evidence has to do with one outcome: the claimant's claim and the assessor's own view.

    Personal data: a view of a person's learning; kept with the case.
    """

    evidence = models.ForeignKey(EvidenceItem, on_delete=models.CASCADE, related_name="mappings")
    outcome = models.CharField(max_length=40)
    claimed = models.BooleanField(default=False)
    shows = models.CharField(max_length=10, blank=True)  # yes, part, no; empty: not looked at

    to_case = "evidence__case"
    objects = OfItsCase["Mapping"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["evidence", "outcome"], name="mapping_once")]


class Interview(models.Model):
    """The record of the interview with the claimant.

    Personal data: what was said; kept with the case.
    """

    case = models.OneToOneField(RecognitionCase, on_delete=models.CASCADE, related_name="interview")
    held_on = models.DateField()
    record = models.TextField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    to_case = "case"
    objects = OfItsCase["Interview"]()


class Meeting(models.Model):
    """An appointment with the claimant: an interview, an assessment, a part of an exam; where, and who was identified how.

    `what` is interview, assessment, theory or practice; of an exam that an appeal has held anew `attempt` is 2. `state` is
    planned, held, missed (the claimant did not come), off (it was called off) or moved (another time was set). Of the
    document that was seen only its kind is kept, never a number or a copy (law on personal data, art. 7(10)).

    Personal data: where somebody was when, why they did not come; kept with the case.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(RecognitionCase, on_delete=models.CASCADE, related_name="meetings")
    what = models.CharField(max_length=20)
    attempt = models.PositiveSmallIntegerField(default=1)
    begins_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=60)
    online = models.BooleanField(default=False)
    place = models.CharField(max_length=300)  # a room, or the address of a call
    state = models.CharField(max_length=10, default="planned")
    identity = models.CharField(max_length=30, blank=True)  # document, digital-document, camera
    identity_words = models.CharField(max_length=300, blank=True)
    absence = models.CharField(max_length=30, blank=True)  # temporary-incapacity, excused, none
    absence_paper = models.CharField(max_length=300, blank=True)  # which paper shows it, or what was said
    planned_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)

    to_case = "case"
    objects = OfItsCase["Meeting"]()

    class Meta:
        ordering = ["begins_at", "pk"]

    @property
    def zone(self) -> str:
        """The zone in which the time is told: "UTC+5"."""
        offset = timezone.localtime(self.begins_at).utcoffset()
        return f"UTC{offset.total_seconds() / 3600:+g}" if offset else "UTC"


class Adjustment(models.Model):
    """What a claimant needs to show what they can (AS-11), and what the office decided, always with reasons.

    Personal data: the request, which may tell of health; from the claimant, to arrange the assessment; seen by the claimant
    and those at work on the case; kept with it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(RecognitionCase, on_delete=models.CASCADE, related_name="adjustments")
    asked = models.TextField()
    asked_at = models.DateTimeField()
    decision = models.CharField(max_length=10, blank=True)  # granted, partly, refused
    reasons = models.TextField(blank=True)
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    to_case = "case"
    objects = OfItsCase["Adjustment"]()

    class Meta:
        ordering = ["asked_at", "pk"]


class Assessing(models.Model):
    """A place among the assessors of a case that more than one assesses: the first two judge blind, the third settles.

    The first leads and is the `assessor` of the case, too. `outcomes` are those that the third was appointed for. A case
    with one assessor has no rows here.

    Personal data: who assesses, and what ties them to the claimant; kept with the case.
    """

    case = models.ForeignKey(RecognitionCase, on_delete=models.CASCADE, related_name="assessing")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()  # 1, 2, 3
    relation = models.CharField(max_length=20, blank=True)  # as that of the case
    interest = models.CharField(max_length=300, blank=True)
    outcomes = models.JSONField(default=list, blank=True)
    appointed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)  # when the marks were handed in

    to_case = "case"
    objects = OfItsCase["Assessing"]()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["case", "place"], name="assessing_place_once"),
            models.UniqueConstraint(fields=["case", "person"], name="assessing_person_once"),
        ]


class Judgement(models.Model):
    """An assessor's judgement on one outcome, with reasons; `alone` is what two said before either saw the other's.

    Personal data: a judgement of a person's learning; kept with the case.
    """

    case = models.ForeignKey(RecognitionCase, on_delete=models.CASCADE, related_name="judgements")
    outcome = models.CharField(max_length=40)
    achievement = models.CharField(max_length=20)  # achieved, partly, not-achieved
    level = models.CharField(max_length=40, blank=True)  # of the rubric of the outcome, where it has one
    reasons = models.TextField()
    alone = models.CharField(
        max_length=20, blank=True
    )  # for figures of agreement: reconciling changes it not
    assessor = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    to_case = "case"
    objects = OfItsCase["Judgement"]()

    class Meta:
        ordering = ["at", "pk"]  # of two judgements of an outcome the later one counts
        constraints = [
            models.UniqueConstraint(fields=["case", "outcome", "assessor"], name="judgement_once_an_assessor")
        ]


class AdviceSeen(models.Model):
    """Somebody opened the computed advice on an outcome, and when.

    Personal data: who looked at what; kept with the case.
    """

    case = models.ForeignKey(RecognitionCase, on_delete=models.CASCADE, related_name="advice_seen")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=40)
    at = models.DateTimeField()

    to_case = "case"
    objects = OfItsCase["AdviceSeen"]()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "person", "outcome"], name="advice_seen_once"),
        ]


class Objection(models.Model):
    """The claimant objects to automated advice in the case: it is hidden, and a person reviews (Law 94-V, art. 19-1).

    Personal data: the claimant's words and the answer; kept with the case.
    """

    case = models.OneToOneField(RecognitionCase, on_delete=models.CASCADE, related_name="objection")
    words = models.TextField(blank=True)
    made_at = models.DateTimeField()
    due_on = models.DateField()  # until when a person reviews
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    to_case = "case"
    objects = OfItsCase["Objection"]()


class Attestation(models.Model):
    """What only a person can know of a case, said by a named person in words; the latest word on a fact counts.

    Personal data: who said it, and what it says of the claimant; kept with the case.
    """

    case = models.ForeignKey(RecognitionCase, on_delete=models.CASCADE, related_name="attestations")
    fact = models.CharField(max_length=80)  # a name of the vocabulary of the packs
    value = models.JSONField()  # as the form sent it: a text, a day, a number, several codes
    words = models.TextField()  # how they know
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    to_case = "case"
    objects = OfItsCase["Attestation"]()

    class Meta:
        ordering = ["at", "pk"]


class Appeal(models.Model):
    """An appeal against a decision of a case, under a procedure of its own.

    A case that an appeal has decided anew may be appealed again: one after another, against one decision once.

    Personal data: the claimant's grounds; kept with the case.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    of = models.ForeignKey(RecognitionCase, on_delete=models.CASCADE, related_name="appeals")
    number = models.PositiveSmallIntegerField(default=1)  # among the appeals of its case
    against = models.OneToOneField(
        "Decision", on_delete=models.RESTRICT, null=True, blank=True, related_name="appeal"
    )
    grounds = models.TextField()
    case = models.JSONField()
    stage = models.CharField(max_length=40)
    revision = models.PositiveIntegerField(default=1)
    last_act = models.JSONField(default=dict, blank=True)
    lodged_at = models.DateTimeField()
    ended_on = models.DateField(null=True, blank=True)  # when it was decided or taken back

    to_case = "of"
    objects = OfItsCase["Appeal"]()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["of", "number"], name="appeal_number_once"),
            models.UniqueConstraint(
                fields=["of"], condition=models.Q(ended_on__isnull=True), name="appeal_open_once"
            ),
        ]

    @property
    def round(self) -> int:
        """Which of the panels of appeals of its case hears it."""
        return self.number


class Commission(models.Model):
    """The commission of one case, or the second panel of its appeal, with its meeting and its minutes.

    `round` is that of the case, or the number of the appeal: what is decided anew is decided by another commission.

    Personal data: who sat; kept with the decision.
    """

    case = models.ForeignKey(RecognitionCase, on_delete=models.CASCADE, related_name="commissions")
    procedure = models.CharField(max_length=60)
    round = models.PositiveSmallIntegerField(default=1)
    secretary = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    seated_at = models.DateTimeField()
    minutes_number = models.CharField(max_length=30)
    elected = models.BooleanField(default=False)  # chair and deputy were chosen by the members
    draft = models.JSONField(default=dict, blank=True)  # the decision as it stands in the minutes
    notes = models.TextField(blank=True)  # what the secretary adds to the minutes
    signatures = models.JSONField(default=dict, blank=True)  # person → {on, digest of the minutes, kind}
    held_at = models.DateTimeField(null=True, blank=True)  # when the minutes were last written
    sitting = models.ForeignKey(
        "Sitting", on_delete=models.SET_NULL, null=True, blank=True, related_name="commissions"
    )

    to_case = "case"
    objects = OfItsCase["Commission"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "procedure", "round"], name="commission_once_a_round")
        ]


class Seat(models.Model):
    """A member's place: the office, the side, whether present or stepped aside, and the vote.

    Personal data: who sat and how they voted; kept with the decision.
    """

    commission = models.ForeignKey(Commission, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=20, blank=True)  # chair, deputy; empty: member
    side = models.CharField(max_length=20, default="educator")  # educator, practitioner
    state = models.CharField(max_length=10, default="present")  # present, absent, recused
    reason = models.CharField(max_length=300, blank=True)  # why the member stepped aside
    vote = models.CharField(max_length=20, blank=True)  # a result, or "abstain"
    voted_at = models.DateTimeField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)  # voted, and could not sign any more from then on
    left_because = models.CharField(max_length=300, blank=True)  # as the minutes state it

    to_case = "commission__case"
    objects = OfItsCase["Seat"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commission", "person"], name="seat_once")]
        ordering = ["pk"]


class Decision(models.Model):
    """What a commission decided, frozen: the result, the finding on each outcome, reasons, advice, credits, minutes.

    `content` is the draft that was voted on, `minutes` the document that was signed (`core.recognition.minutes`),
    `statement` what the verifiable statement says. `credits` are hundredths.

    Personal data: the decision on a person; kept as long as the institution keeps its decisions.
    """

    case = models.ForeignKey(RecognitionCase, on_delete=models.CASCADE, related_name="decisions")
    commission = models.OneToOneField(
        Commission, on_delete=models.PROTECT, null=True, blank=True, related_name="decision"
    )  # none where an examiner decides
    result = models.CharField(max_length=30)
    content = models.JSONField()
    minutes = models.JSONField(default=dict)
    minutes_digest = models.CharField(max_length=64, blank=True)
    statement = models.JSONField(default=dict)
    credits = models.PositiveIntegerField(default=0)
    decided_at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    award = models.ForeignKey(
        "qualifications.Award", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    to_case = "case"
    objects = OfItsCase["Decision"]()

    class Meta:
        ordering = ["decided_at", "pk"]


class Sitting(models.Model):
    """A day on which an organisation's commissions meet at a place: what is on its agenda are commissions, one a case.

    Personal data: who called it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=300)  # a room, or the address of a call
    called_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["organisation", "starts_at"], name="sittings_of_an_organisation")]


class SignatureProof(models.Model):
    """What shows a signature under minutes that was not given in the account: the signed message, or the scan.

    `kind` is national or paper (`core.recognition.signing`), `digest` the text it stands under, `said` what the service
    that verified it answered: serial number and validity of the certificate, never whose number it holds.

    Personal data: a signature, in the sealed file also the number of whoever signed; kept with the decision.
    """

    commission = models.ForeignKey(Commission, on_delete=models.CASCADE, related_name="proofs")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    said = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")  # who brought it in
    at = models.DateTimeField()

    to_case = "commission__case"
    objects = OfItsCase["SignatureProof"]()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["commission", "person", "digest"], name="proof_once_a_text")
        ]


class NationalMark(models.Model):
    """By which number the national digital signature knows a person: as a keyed digest, and sealed beside it.

    The sealed number is opened for nothing but to make the digest anew once the installation's secret has changed; empty
    where the first signature is older than this column.

    Personal data: the number as in the certificate, sealed, and a digest that only this installation can compare; from
    the first signature of the person; the same number stands in the sealed signature itself.
    """

    person = models.OneToOneField(PERSON, on_delete=models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64, unique=True)
    sealed = models.TextField(blank=True, default="")
    since = models.DateTimeField()


class OwnReason(models.Model):
    """A reason that an organisation added to the library: for which finding, on which kind of evidence, in which words.

    Personal data: who added it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.CASCADE, related_name="+")
    finding = models.CharField(max_length=10)  # shown, partly, not-shown
    kind = models.CharField(max_length=20, blank=True)  # of evidence; empty: of any
    words = models.JSONField()  # by language
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(
        null=True, blank=True
    )  # offered no more; what was decided keeps its words

    class Meta:
        ordering = ["finding", "pk"]


class Reading(models.Model):
    """That somebody read a case, a paper or a file of it on a day: once a day and thing, with the act that proves it.

    `thing` is case, minutes, letter, whole, line, or a file of evidence as `file:` with the identifier of the item.

    Personal data: who read what; the claimant reads it, and it is kept with the case.
    """

    case = models.ForeignKey(RecognitionCase, on_delete=models.CASCADE, related_name="readings")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    thing = models.CharField(max_length=60)
    on = models.DateField()
    at = models.DateTimeField()
    act = models.PositiveBigIntegerField(null=True)  # number in the journal

    to_case = "case"
    objects = OfItsCase["Reading"]()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "person", "thing", "on"], name="reading_once_a_day")
        ]


class StudentNumber(models.Model):
    """Under which number an institution's own system knows a person; its registrar says it.

    Personal data: an internal number, to find the person's transcript; not the national one.
    """

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    number = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person"], name="student_number_of_a_person"),
            models.UniqueConstraint(fields=["organisation", "number"], name="student_number_once"),
        ]
