"""Whether a document is genuine and its institution was entitled on the day of the award: how it was asked, what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tanym.core.credentials.checks import CITATIONS, Check, Judgement, Name, Outcome, judge
from tanym.core.kernel.faults import Fault


class Method(StrEnum):
    """How authenticity is looked into."""

    SIGNATURE = "signature"
    ISSUER = "issuer"  # a question to whoever issued the document
    REGISTER = "register"  # a public register of awards
    INSPECTION = "inspection"  # the paper itself, beside a specimen


@dataclass(frozen=True, slots=True)
class Authenticity:
    """One check of one item of evidence. What could not be checked accuses nobody."""

    item: str
    method: Method
    outcome: Outcome
    on: date
    note: str = ""


class Standing(StrEnum):
    """What a source says of an institution or a programme on the day of the award."""

    RECOGNISED = "recognised"
    NOT_RECOGNISED = "not-recognised"
    NOTHING = "nothing"  # the source does not know it; that proves nothing (DEQAR is voluntary)


@dataclass(frozen=True, slots=True)
class StatusSource:
    """A source on the status, looked up `on` a day for another: the day of the award, `for_day`."""

    name: str
    official: bool
    standing: Standing
    for_day: date | None
    on: date
    address: str = ""


def signature_judged(verification: Mapping[str, str]) -> Judgement:
    """What the strict policy makes of the kept answers of the verifier (`checks.judge`), an empty record included."""
    known = {str(name): name for name in Name}
    made = [
        Check(known[name], Outcome(outcome), f"foreign.check-of-{name}", CITATIONS[known[name]])
        for name, outcome in verification.items()
        if name in known
    ]
    return judge(made)


def refuted(verification: Mapping[str, str]) -> bool:
    """Whether a check was made and found something wrong; one that could not be made refutes nothing."""
    return bool(verification) and signature_judged(verification).outcome is Outcome.NOT_CONFIRMED


def settled(items: Iterable[str], checks: Iterable[Authenticity]) -> Mapping[str, Authenticity]:
    """What holds of each item: a confirmation or a refutation by the issuer before any other, else the latest."""
    found: dict[str, Authenticity] = {}
    wanted = {*items}
    for one in sorted(checks, key=lambda check: (_weight(check), check.on)):
        if one.item in wanted:
            found[one.item] = one
    return found


def _weight(check: Authenticity) -> int:
    if check.outcome is Outcome.NOT_CHECKED:
        return 0
    return 2 if check.method is Method.ISSUER else 1


def sources_for(day: date | None, sources: Iterable[StatusSource]) -> tuple[StatusSource, ...]:
    """The sources that speak of just that day: of another day they prove nothing of this award (RC-08)."""
    return tuple(one for one in sources if day is not None and one.for_day == day)


def check_source(source: StatusSource, today: date) -> tuple[Fault, ...]:
    """What keeps a source from being recorded; empty for a sound one."""
    if not source.name.strip():
        return (Fault("foreign.source-unnamed", "name"),)
    if source.for_day is None:
        return (Fault("foreign.source-of-no-day", "for_day"),)
    if source.on > today or source.for_day > today:
        return (Fault("foreign.source-later", "on"),)
    return ()
