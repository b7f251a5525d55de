"""Tables of consultations: the text put to the public, what was said of it, meetings, and the answers."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models

from tanym.core.consultation.contribution import Outcome, Stance
from tanym.core.consultation.period import Stage, stage
from tanym.core.consultation.stakeholders import Category


def _choices(kinds: type) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in kinds]  # type: ignore[attr-defined]


class Consultation(models.Model):
    """A draft laid before the public for a period, with a published road map.

    `draft` is the public id of the draft in the workshop, `digest` the version of its pack that is laid out; the text
    itself stands in the paragraphs and does not change when the draft does. `report` is the report of the rules on
    consultations that was kept at closing.

    Personal data: who opened and closed it; official acts, kept with the register of rules.
    """

    class Level(models.TextChoices):
        """How far the public takes part (Council of Europe, CM(2017)83)."""

        INFORMATION = "information"
        CONSULTATION = "consultation"
        DIALOGUE = "dialogue"
        PARTNERSHIP = "partnership"

    class Step(models.TextChoices):
        """The step of the policy cycle (the same)."""

        AGENDA = "agenda"
        DRAFTING = "drafting"
        DECISION = "decision"
        IMPLEMENTATION = "implementation"
        MONITORING = "monitoring"
        REFORMULATION = "reformulation"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    once = models.UUIDField(unique=True)
    draft = models.CharField(max_length=40, db_index=True)
    pack = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    organiser = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    titles = models.JSONField()
    summary = models.JSONField(default=dict)
    level = models.CharField(max_length=20, choices=Level.choices)
    step = models.CharField(max_length=20, choices=Step.choices)
    opens_on = models.DateField()
    ends_on = models.DateField()
    answers_by = models.DateField()
    road_map = models.JSONField(default=list)  # later steps: {on: ISO day, words: by language}
    languages = models.JSONField(default=list)
    target_groups = models.JSONField(default=list)
    legal_note = models.JSONField(default=dict)
    privacy = models.JSONField(default=dict)
    early_because = models.TextField(blank=True)
    extended_because = models.TextField(blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)
    report = models.CharField(max_length=64, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="consultation_ends_after_opening",
                condition=models.Q(ends_on__gte=models.F("opens_on")),
            )
        ]

    def stage(self, on: date) -> Stage:
        """Where it stands on a day."""
        return stage(self.opens_on, self.ends_on, on, closed=self.closed_at is not None)


class Paragraph(models.Model):
    """A paragraph of the text as it was laid out; `key` is its place in the pack and the same in every version.

    `before` is what is in force, `text` what the draft says, both by language: nothing before is a new paragraph, no
    text is one that goes. `changed` tells those that the draft touches from those that only stand around them.

    Personal data: none.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="paragraphs")
    key = models.CharField(max_length=2000)
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=60)
    titles = models.JSONField(default=dict)
    text = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    changed = models.BooleanField(default=False)
    sources = models.JSONField(default=dict)  # by language: {title, language, place, url, read}
    unread = models.BooleanField(default=False)  # nobody has read any of its sources: no norm

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "key"], name="consultation_paragraph_once")
        ]


class Meeting(models.Model):
    """A meeting of a consultation: a hearing, or a seminar with small groups and a plenary.

    Personal data: none in the fields; minutes may name who spoke, in an official capacity or with their consent.
    """

    class Kind(models.TextChoices):
        """Whether it works in groups."""

        MEETING = "meeting"
        SEMINAR = "seminar"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    once = models.UUIDField(unique=True)
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="meetings")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    titles = models.JSONField()
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=300)
    agenda = models.TextField(blank=True)
    minutes = models.TextField(blank=True)
    attendance = models.JSONField(default=dict)  # people by category
    minutes_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["starts_at", "pk"]


class MeetingDocument(models.Model):
    """A document of a meeting, for everybody to read.

    Personal data: none (documents are published; who uploaded stands with the file).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="documents")
    title = models.CharField(max_length=200)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]


class Group(models.Model):
    """A small group of a seminar with its paragraphs; its recorder writes down what it proposes.

    Personal data: who records; to be able to write, kept with the seminar.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    once = models.UUIDField(unique=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="groups")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    recorder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    paragraphs = models.ManyToManyField(Paragraph, related_name="groups")

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="consultation_group_number")
        ]


class Answer(models.Model):
    """A reasoned answer to one contribution or to several that say the same.

    `entry` and `key` name the change in the draft that it caused, by public id and place; `same` says that the draft
    held it already. An answer that is corrected stays, under the one that replaces it.

    Personal data: who answered; an official act, kept with the consultation.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    once = models.UUIDField(unique=True)
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="answers")
    outcome = models.CharField(max_length=20, choices=_choices(Outcome))
    reason = models.TextField()
    language = models.CharField(max_length=2)
    entry = models.CharField(max_length=40, blank=True, db_index=True)
    key = models.CharField(max_length=2000, blank=True)
    same = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]


class Contribution(models.Model):
    """What somebody says of a paragraph or of the whole text.

    `anonymous` keeps the name from everybody who reads; `said_by` is the speaker of a meeting whom its minutes name.
    A contribution is never deleted: it is published, held for a moderator, or hidden with a published reason.

    Personal data: who wrote it, for whom they speak, and their words; from the person, to be answered in public; the
    account's e-mail address is never shown; kept with the consultation as a record of how the rule came to be.
    """

    class State(models.TextChoices):
        """Whether everybody reads it."""

        PUBLISHED = "published"
        HELD = "held"
        HIDDEN = "hidden"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    once = models.UUIDField(unique=True)
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="contributions")
    number = models.PositiveIntegerField()
    paragraph = models.ForeignKey(
        Paragraph, null=True, on_delete=models.PROTECT, related_name="contributions"
    )
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="contributions")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said_by = models.CharField(max_length=200, blank=True)
    anonymous = models.BooleanField(default=False)
    category = models.CharField(max_length=20, choices=_choices(Category))
    organisation = models.CharField(max_length=200, blank=True)
    stance = models.CharField(max_length=10, choices=_choices(Stance))
    text = models.TextField()
    wording = models.TextField(blank=True)
    address = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=2)
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices)
    held_because = models.JSONField(default=list)
    moderated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    moderated_at = models.DateTimeField(null=True)
    hidden_because = models.TextField(blank=True)
    answer = models.ForeignKey(Answer, null=True, on_delete=models.PROTECT, related_name="contributions")
    earlier = models.ManyToManyField(Answer, related_name="replaced_on")
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["consultation", "state"])]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="consultation_number_once"),
            models.CheckConstraint(
                name="consultation_hidden_with_reason",
                condition=~models.Q(state="hidden") | ~models.Q(hidden_because=""),
            ),
        ]


class Question(models.Model):
    """A question of a consultation's survey: options to choose from, and room for own words where `open`.

    Personal data: none.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    once = models.UUIDField(unique=True)
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveIntegerField()
    words = models.JSONField()
    options = models.JSONField()  # texts by language
    several = models.BooleanField(default=False)
    open = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="consultation_question_number")
        ]


class Reply(models.Model):
    """What one person chose in one question; who it was is shown to nobody.

    Personal data: what the person chose and wrote; from the person, to be counted; own words are read by the organiser
    alone; kept with the consultation.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="replies")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    chosen = models.JSONField(default=list)
    text = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "person"], name="consultation_reply_once")]


class Partner(models.Model):
    """A person who was asked to draft side by side.

    Personal data: who was asked; an official act, kept with the consultation.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="partners")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "person"], name="consultation_partner_once")
        ]


class SideBySide(models.Model):
    """A paragraph beside the partner's own and the text of the European Union, and the wording found together.

    Personal data: none.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="beside")
    paragraph = models.OneToOneField(Paragraph, on_delete=models.CASCADE, related_name="beside")
    theirs = models.TextField(blank=True)
    theirs_language = models.CharField(max_length=10, blank=True)
    theirs_source = models.CharField(max_length=300, blank=True)
    european = models.TextField(blank=True)
    european_source = models.CharField(max_length=300, blank=True)
    together = models.TextField(blank=True)
    together_language = models.CharField(max_length=10, blank=True)
    revision = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField(null=True)


class Note(models.Model):
    """What one of the two sides notes beside a paragraph.

    Personal data: who noted it; an official act, kept with the consultation.
    """

    once = models.UUIDField(unique=True)
    beside = models.ForeignKey(SideBySide, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]


class Recommendation(models.Model):
    """What a plenary recommends: to whom, out of which proposals and contributions, and how it was agreed.

    Personal data: who entered it; an official act, kept with the consultation.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="recommendations")
    number = models.PositiveIntegerField()
    texts = models.JSONField()
    addressee = models.CharField(max_length=300)
    how = models.CharField(max_length=10)
    votes = models.JSONField(default=dict)  # {yes, no, abstained}
    adopted_on = models.DateField()
    contributions = models.ManyToManyField(Contribution, related_name="recommendations")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "number"], name="consultation_recommendation_number"
            )
        ]


class Proposal(models.Model):
    """What a group proposes, and what the plenary made of it.

    Personal data: who wrote it down; kept with the seminar.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    once = models.UUIDField(unique=True)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="proposals")
    paragraph = models.ForeignKey(Paragraph, null=True, on_delete=models.PROTECT, related_name="proposals")
    text = models.TextField()
    reasons = models.TextField(blank=True)
    language = models.CharField(max_length=2)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled = models.CharField(max_length=10, blank=True)
    settled_at = models.DateTimeField(null=True)
    because = models.TextField(blank=True)
    recommendation = models.ForeignKey(
        Recommendation, null=True, on_delete=models.PROTECT, related_name="proposals"
    )
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["at", "pk"]
