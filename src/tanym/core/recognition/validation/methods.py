"""Which methods fit an outcome: advice with reasons from a cited table; who assesses chooses, and says which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tanym.core.kernel.errors import InvalidValue
from tanym.core.recognition.evidence import EvidenceKind

Words = Mapping[str, str]


class Shows(StrEnum):
    """How well a method shows a kind of outcome."""

    WELL = "well"
    PARTLY = "partly"
    BADLY = "badly"


class Cost(StrEnum):
    """What a method costs for one person; unknown where the source was not read."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Method:
    """A row of the table. `shows` is by kind of outcome, `raters` the fewest who should judge, `reads` the kinds of
    evidence that it works on; `alone` is false where it certifies nothing by itself (AS-03)."""

    code: str
    words: Words
    well: Words
    badly: Words
    shows: Mapping[str, Shows]
    cost: Cost
    raters: int
    alone: bool
    reads: frozenset[EvidenceKind]
    cites: tuple[str, ...]


class Fit(StrEnum):
    """How far a method is advised for an outcome."""

    GOOD = "good"
    POSSIBLE = "possible"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class MethodAdvice:
    """Advice only. `reasons` are codes with a sentence each (`method-advice.…`)."""

    method: Method
    fit: Fit
    reasons: tuple[str, ...]


def advise_methods(
    kind: str | None, evidence: Iterable[EvidenceKind], table: Sequence[Method]
) -> tuple[MethodAdvice, ...]:
    """All methods for an outcome of this kind with this evidence at hand, the best advised first.

    An outcome without a kind is advised as a skill, the most demanding. Source of the table: Cedefop (2023), European
    guidelines, 5.4, Table 1, and IBE's catalogue of methods, row by row as cited.
    """
    given = frozenset(evidence)
    advice = [_advice(kind or "skill", given, method) for method in table]
    order = {fit: place for place, fit in enumerate(Fit)}
    return tuple(sorted(advice, key=lambda one: order[one.fit]))


def check_methods(
    chosen: Mapping[str, Sequence[str]], outcomes: Iterable[str], table: Sequence[Method]
) -> None:
    """Raise `InvalidValue` unless each outcome has a method of the table that may stand alone.

    Codes: `method.unknown`, `method.none-for-outcome`, `method.proves-nothing-alone`.
    """
    known = {method.code: method for method in table}
    for outcome in outcomes:
        codes = chosen.get(outcome, ())
        if unknown := [code for code in codes if code not in known]:
            raise InvalidValue("method.unknown", method=unknown[0])
        if not codes:
            raise InvalidValue("method.none-for-outcome", outcome=outcome)
        if not any(known[code].alone for code in codes):
            raise InvalidValue("method.proves-nothing-alone", outcome=outcome)


def read_methods(data: Mapping[str, object]) -> tuple[Method, ...]:
    """The table as a pack writes it. Raises `InvalidValue("method.form")` with the row that cannot be read."""
    rows = data.get("method")
    if not isinstance(rows, Mapping):
        raise InvalidValue("method.form", method="")
    return tuple(_method(str(code), row) for code, row in rows.items())


def _advice(kind: str, given: frozenset[EvidenceKind], method: Method) -> MethodAdvice:
    shows = method.shows.get(kind, Shows.PARTLY)
    at_hand = bool(method.reads & given)
    reasons = [f"shows-{shows}"]
    if method.reads:
        reasons.append("evidence-at-hand" if at_hand else "evidence-missing")
    if not method.alone:
        reasons.append("not-alone")
    if method.raters > 1:
        reasons.append("two-raters")
    fit = {Shows.WELL: Fit.GOOD, Shows.PARTLY: Fit.POSSIBLE, Shows.BADLY: Fit.WEAK}[shows]
    if fit is Fit.GOOD and ((method.reads and not at_hand) or not method.alone):
        fit = Fit.POSSIBLE
    return MethodAdvice(method, fit, tuple(reasons))


def _method(code: str, row: object) -> Method:
    try:
        return Method(
            code=code,
            words=row["words"],  # type: ignore[index]
            well=row["well"],  # type: ignore[index]
            badly=row["badly"],  # type: ignore[index]
            shows={kind: Shows(how) for kind, how in row["shows"].items()},  # type: ignore[index]
            cost=Cost(row["cost"]),  # type: ignore[index]
            raters=int(row["raters"]),  # type: ignore[index]
            alone=bool(row["alone"]),  # type: ignore[index]
            reads=frozenset(EvidenceKind(one) for one in row["reads"]),  # type: ignore[index]
            cites=tuple(row["cites"]),  # type: ignore[index]
        )
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise InvalidValue("method.form", method=code) from wrong
