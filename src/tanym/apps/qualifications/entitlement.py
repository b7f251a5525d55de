"""Was a body entitled on a day? The registers answer, as they stood: yes, no or unknown, with the entries that say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import lineage
from tanym.apps.qualifications.models import Award, Version
from tanym.apps.registers.queries import Answer, Right, Stood, authorised, scope_of
from tanym.core.registers.standing import Status

AWARDING = "awarding"
ACTIVITIES = {
    "micro-qualification": AWARDING,
    "discipline": "academic-recognition",
    "outcomes": "academic-recognition",
    "qualification": "professional-recognition",
    "skill": "professional-recognition",
    "evaluation": "foreign-evaluation",
}
"""What a body had to be allowed to do, by the kind of the award. No register is kept of bodies that evaluate foreign learning."""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry that was asked: where it stands, its number, and how it stood on that day."""

    register: str
    number: str
    status: Status
    since: date | None
    until: date | None
    id: str  # public identifier of the entry; of a micro-qualification its code


@dataclass(frozen=True, slots=True)
class Entitlement:
    """The answer for a body, a micro-qualification and a day; `code` names the reason in words."""

    answer: Answer
    code: str
    lines: tuple[Line, ...] = ()
    since: date | None = None
    until: date | None = None
    basis: Mapping[str, str] = field(default_factory=dict)

    @property
    def entitled(self) -> bool:
        """Whether the registers say yes. No and unknown are told apart by `answer`."""
        return self.answer is Answer.YES


UNKNOWN = Entitlement(Answer.UNKNOWN, "register.no-body")
"""Where no body is named at all."""


def entitled(
    body: Organisation,
    on: date,
    what: str = AWARDING,
    *,
    version: Version | None = None,
    known_on: date | None = None,
) -> Entitlement:
    """Whether the registers entitled a body on a day to award a micro-qualification, or to another activity.

    `what` is an activity of `registers.queries.authorised`. With a `version` its own line counts, too: the body is the
    one that awards it, it was approved by that day, and its sector, level or code lies within the scope of the entry
    (rules IS-02 and RC-08, PR-02). `known_on`: by what was recorded until then.
    """
    right = authorised(body, what, on, known_on)
    own = tuple(_line(one) for one in right.entries)
    if version is None or right.answer is not Answer.YES:
        return _entitlement(right, right.answer, right.code, own)
    approved = _approved(version, on)
    lines = (*own, approved)
    if what == AWARDING and not _awards(body, version):
        return _entitlement(right, Answer.NO, "register.other-awarding-body", lines)
    if approved.status is Status.NOT_YET:
        return _entitlement(right, Answer.NO, "register.not-approved", lines)
    covering = [one for one in right.entries if one.standing.in_force and covers(one, version)]
    if not covering:
        return _entitlement(right, Answer.NO, "register.out-of-scope", lines)
    first = covering[0].standing
    return Entitlement(right.answer, right.code, lines, first.since, first.until, right.basis)


def right_of(award: Award) -> Entitlement:
    """What the registers say of the body of an award for the day of the award."""
    return entitled(award.awarding_body, award.conferred_on, ACTIVITIES[award.kind], version=award.version)


def covers(entry: Stood, version: Version) -> bool:
    """Whether a micro-qualification lies within the scope of an entry; what the scope does not name it does not limit."""
    scope = scope_of(entry.standing.content)
    sectors, levels, codes = scope.get("sectors"), scope.get("levels"), scope.get("micro_qualifications")
    return (
        (not sectors or version.sector in sectors)
        and (not levels or version.level in levels)
        and (not codes or version.micro_qualification.code in codes)
    )


def _awards(body: Organisation, version: Version) -> bool:
    return any(one.code == version.awarding_body for one in lineage(body))


def _approved(version: Version, on: date) -> Line:
    """The line of the micro-qualification in its register: since when it has been approved."""
    first = (
        Version.objects.filter(micro_qualification=version.micro_qualification_id, published_on__isnull=False)
        .order_by("published_on")
        .values_list("published_on", flat=True)
        .first()
    )
    since = version.published_on or first
    status = Status.IN_FORCE if since and since <= on else Status.NOT_YET
    code = version.micro_qualification.code
    return Line("micro-qualifications", f"{code}/{version.number}", status, since, None, code)


def _line(one: Stood) -> Line:
    at = one.standing
    return Line(one.entry.register, one.entry.number, at.status, at.since, at.until, str(one.entry.public_id))


def _entitlement(right: Right, answer: Answer, code: str, lines: tuple[Line, ...]) -> Entitlement:
    return Entitlement(answer, code, lines, right.since, right.until, right.basis)
