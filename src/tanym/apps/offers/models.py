"""Tables of standing recognition decisions: what counts, on what it was decided, who took it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

PERSON = settings.AUTH_USER_MODEL


class StandingDecision(models.Model):
    """What an organisation recognises for everybody who holds its sources, from `since` to `until`, both included.

    `target` is the discipline as it was compared, `target_content` its digest (`core.recognition.standing`), `outcomes`
    the codes of what is recognised, `credits` hundredths. It follows from the decision of `case` (`minutes_number`,
    `decided_on`); `words` say in public why it may hold for everybody. Somebody else than who proposed it puts it in
    force. `told_at`: when the office was told that one side had changed, `reminded_at` that its end is near.

    Personal data: who proposed it, put it in force and ended it, in office. The number of the minutes carries that of
    the case, which tells nobody whose it was; the case itself is open to the office alone.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    discipline = models.ForeignKey("qualifications.Discipline", on_delete=models.PROTECT, related_name="+")
    target = models.JSONField()
    target_content = models.CharField(max_length=64)
    outcomes = models.JSONField()
    credits = models.PositiveIntegerField()
    case = models.ForeignKey("recognition.RecognitionCase", on_delete=models.PROTECT, related_name="+")
    minutes_number = models.CharField(max_length=30)
    decided_on = models.DateField()
    words = models.TextField()
    since = models.DateField()
    until = models.DateField()
    renews = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="renewed_by"
    )
    revision = models.PositiveIntegerField(default=1)
    proposed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    in_force_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    in_force_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.TextField(blank=True)
    changed_on = models.DateField(null=True, blank=True)  # since when the discipline was seen to be another
    told_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-since", "-pk"]
        indexes = [models.Index(fields=["organisation", "until"], name="standing_of_an_office")]

    @property
    def subject(self) -> str:
        """The name under which the journal knows it."""
        return f"offers.standing:{self.public_id}"

    @property
    def in_full(self) -> bool:
        """Whether it recognises every outcome of the discipline."""
        return len(self.outcomes) == len(self.target["outcomes"])


class Source(models.Model):
    """A micro-qualification that has to be held: `covers` are digests of the contents that count, `latest` the number of
    the newest version that somebody has looked at.

    Personal data: none.
    """

    standing = models.ForeignKey(StandingDecision, on_delete=models.CASCADE, related_name="sources")
    micro_qualification = models.ForeignKey(
        "qualifications.MicroQualification", on_delete=models.PROTECT, related_name="+"
    )
    titles = models.JSONField()
    covers = models.JSONField()
    latest = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["standing", "micro_qualification"], name="standing_source_once")
        ]


class Taking(models.Model):
    """That a learner took a standing decision: the case in which it was applied.

    Personal data: who took it; kept with the case.
    """

    standing = models.ForeignKey(StandingDecision, on_delete=models.PROTECT, related_name="takings")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField("recognition.RecognitionCase", on_delete=models.CASCADE, related_name="taken")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
