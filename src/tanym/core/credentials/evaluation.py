"""What a foreign evaluator asks of a micro-credential: the seven criteria and the five elements, filled from one award.

The criteria are those of the Micro-Evaluator (Nuffic, 2022), the elements those of the EAR Manual. Each answer has a
source and a day, or says that it is not available; nothing here is rated: the rating is the evaluator's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tanym.core.credentials.checks import Check, Name, Outcome
from tanym.core.credentials.record import AwardRecord, RecordedOutcome, Text


class Criterion(StrEnum):
    """The seven criteria, in their order; verification and identification are asked of online learning."""

    QUALITY = "quality"
    VERIFICATION = "verification"
    LEVEL = "level"
    OUTCOMES = "outcomes"
    WORKLOAD = "workload"
    TESTING = "testing"
    IDENTIFICATION = "identification"


class Element(StrEnum):
    """The five elements of a qualification, in their order."""

    LEVEL = "level"
    WORKLOAD = "workload"
    QUALITY = "quality"
    PROFILE = "profile"
    OUTCOMES = "outcomes"


class Source(StrEnum):
    """Who says it: the award as it was signed, the registers of the country, or the check that was made just now."""

    AWARD = "award"
    REGISTER = "register"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Said:
    """One statement: a code with its details; a detail that is a text in several languages is chosen by the reader."""

    code: str
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the sheet; without statements it is not available, and has neither source nor day."""

    name: str
    said: tuple[Said, ...] = ()
    source: Source | None = None
    on: date | None = None

    @property
    def available(self) -> bool:
        """Whether anything is known."""
        return bool(self.said)


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """How the entry of a body stood in a register on the day of the award."""

    register: Text
    number: str
    status: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole sheet: the body on the day of the award, the seven criteria, the five elements."""

    body: tuple[Row, ...]
    criteria: tuple[Row, ...]
    elements: tuple[Row, ...]


def evaluation_sheet(
    record: AwardRecord,
    *,
    right: str,
    lines: Sequence[RegisterLine],
    checks: Sequence[Check],
    checked_on: date,
) -> Sheet:
    """The sheet of an award. `right` is the registers' answer for the day of the award: yes, no or unknown."""
    made = _Rows(record, lines, checks, checked_on)
    level, workload, quality = made.level(), made.workload(), made.quality()
    outcomes = made.row("outcomes", made.outcomes())
    return Sheet(
        body=tuple(made.body(right)),
        criteria=(
            made.row(Criterion.QUALITY, quality),
            made.row(Criterion.VERIFICATION, made.verification(), Source.CHECK, checked_on),
            made.row(Criterion.LEVEL, level),
            outcomes,
            made.row(Criterion.WORKLOAD, workload),
            made.row(Criterion.TESTING, made.testing()),
            made.row(Criterion.IDENTIFICATION, made.identification()),
        ),
        elements=(
            made.row(Element.LEVEL, level),
            made.row(Element.WORKLOAD, workload),
            made.row(Element.QUALITY, quality),
            made.row(Element.PROFILE, made.profile()),
            made.row(Element.OUTCOMES, (Said("evaluation.see-outcomes", {"count": len(made.learnt)}),))
            if made.learnt
            else Row(Element.OUTCOMES),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    record: AwardRecord
    lines: Sequence[RegisterLine]
    checks: Sequence[Check]
    checked_on: date

    def row(
        self, name: str, said: tuple[Said, ...], source: Source = Source.AWARD, on: date | None = None
    ) -> Row:
        return Row(name, said, source, on or self.record.awarded_at.date()) if said else Row(name)

    def body(self, right: str) -> Iterator[Row]:
        awarding = self.record.awarding
        details = {"name": awarding.names, "country": awarding.country, "number": awarding.registration}
        numbered = "evaluation.body" if awarding.registration else "evaluation.body-unnumbered"
        yield self.row("awarding", (Said(numbered, details),))
        day = {"on": self.record.awarded_at.date()}
        entries = tuple(_entry(one) for one in self.lines)
        yield self.row("authorised", (Said(f"evaluation.authorised-{right}", day), *entries), Source.REGISTER)
        contact = ", ".join(one for one in (awarding.email, awarding.url) if one)
        asked = (Said("evaluation.text", {"text": awarding.ask}),) if any(awarding.ask.values()) else ()
        yield self.row(
            "contact", (*asked, *((Said("evaluation.plain", {"text": contact}),) if contact else ()))
        )

    def quality(self) -> tuple[Said, ...]:
        quality = self.record.quality
        if quality is None:
            return ()
        details = {"kind": f"certificate.quality.{quality.kind}", "body": quality.body}
        said = [
            Said("evaluation.quality" if any(quality.body.values()) else "evaluation.quality-only", details)
        ]
        report = ", ".join(one for one in (quality.reference, quality.url) if one)
        said.append(Said("evaluation.report", {"report": report}) if report else Said("evaluation.no-report"))
        if quality.since and quality.until:
            said.append(Said("evaluation.quality-term", {"since": quality.since, "until": quality.until}))
        return tuple(said)

    def verification(self) -> tuple[Said, ...]:
        wanted = (Name.SIGNATURE, Name.STATUS, Name.ENTITLEMENT)
        first = {check.name: check for check in reversed(self.checks) if check.name in wanted}
        return tuple(
            Said(f"evaluation.check.{name}", {"outcome": f"verify.outcome.{first[name].outcome}"})
            for name in wanted
            if name in first
        )

    def level(self) -> tuple[Said, ...]:
        level = self.record.level
        said = []
        if level.nqf is not None:
            said.append(Said("evaluation.nqf", {"level": level.nqf}))
        if level.eqf is not None:
            status = f"certificate.eqf-status.{level.eqf_status}"
            said.append(Said("evaluation.eqf", {"level": level.eqf, "status": status}))
        if said and level.basis:
            said.append(Said("evaluation.basis", {"basis": f"certificate.basis.{level.basis}"}))
        return tuple(said)

    @property
    def learnt(self) -> tuple[RecordedOutcome, ...]:
        """The learning outcomes; a statement on foreign learning lists what it looked at instead, element by element."""
        return tuple(one for one in self.record.outcomes if one.kind or one.id not in tuple(Element))

    def outcomes(self) -> tuple[Said, ...]:
        return tuple(
            Said(
                "evaluation.outcome" if one.percent is None else "evaluation.outcome-percent",
                {"text": one.text, "percent": one.percent,
                 "achieved": "certificate.achieved" if one.achieved else "certificate.not-achieved"},
            )
            for one in self.learnt
        )  # fmt: skip

    def workload(self) -> tuple[Said, ...]:
        record, said = self.record, []
        if record.ects is not None:
            said.append(Said("evaluation.ects", {"credits": _hundredths(record.ects)}))
        if record.credits is not None:
            said.append(Said("evaluation.credits", {"credits": _hundredths(record.credits)}))
        if record.minutes is not None:
            said.append(Said("evaluation.hours", {"hours": _hundredths(record.minutes * 100 // 60)}))
        return tuple(said)

    def testing(self) -> tuple[Said, ...]:
        return tuple(
            Said(
                "evaluation.test-supervised" if one.supervision else "evaluation.test",
                {"type": f"certificate.type.{one.type}", "supervision": f"certificate.supervision.{one.supervision}",
                 "count": len(one.outcomes)},
            )
            for one in self.record.assessments
        )  # fmt: skip

    def identification(self) -> tuple[Said, ...]:
        said = []
        if self.record.identity_check:
            said.append(
                Said("evaluation.identity", {"how": f"certificate.identity.{self.record.identity_check}"})
            )
        if self.record.participation:
            said.append(
                Said(
                    "evaluation.participation",
                    {"how": f"certificate.participation.{self.record.participation}"},
                )
            )
        return tuple(said)

    def profile(self) -> tuple[Said, ...]:
        record, said = self.record, []
        if any(record.summary.values()):
            said.append(Said("evaluation.text", {"text": record.summary}))
        if record.isced_f:
            said.append(Said("evaluation.field", {"code": record.isced_f}))
        if record.stacking:
            said.append(Said("evaluation.stacking", {"stacking": f"certificate.stacking.{record.stacking}"}))
        if any(record.prerequisites.values()):
            said.append(Said("evaluation.entry-asked", {"text": record.prerequisites}))
        said += [Said("evaluation.is-not", {"what": f"certificate.is-not.{code}"}) for code in record.is_not]
        return tuple(said)


def confirmed_now(checks: Sequence[Check]) -> bool:
    """Whether the signature of the document was confirmed just now; without it no row should be believed."""
    return any(one.name is Name.SIGNATURE and one.outcome is Outcome.CONFIRMED for one in checks)


def _entry(line: RegisterLine) -> Said:
    details = {"register": line.register, "number": line.number, "status": f"register.status.{line.status}"}
    if line.since is None:
        return Said("evaluation.entry", details)
    if line.until is None:
        return Said("evaluation.entry-since", {**details, "since": line.since})
    return Said("evaluation.entry-until", {**details, "since": line.since, "until": line.until})


def _hundredths(amount: int) -> float:
    return amount / 100
