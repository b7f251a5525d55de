"""Reasons for a finding, composed from a library: whole sentences by finding and kind of evidence, and one's own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.localized import LANGUAGES, choose
from tanym.core.recognition.evidence import EvidenceKind


class Finding(StrEnum):
    """What was found on an outcome; only what is shown is recognised."""

    SHOWN = "shown"
    PARTLY = "partly"
    NOT_SHOWN = "not-shown"


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason of the library: its code, the finding that it gives reasons for, the kind of evidence (None: any), its words."""

    code: str
    finding: Finding
    kind: EvidenceKind | None
    words: Mapping[str, str]

    @property
    def recognises(self) -> bool:
        """Whether it gives reasons for recognising."""
        return self.finding is Finding.SHOWN


def read_reasons(content: Mapping[str, Any]) -> tuple[Reason, ...]:
    """The library from its data, in its order. Raises `InvalidValue("reasons.malformed")` with the code."""
    return tuple(_reason(code, one) for code, one in content.items())


def offered(library: Iterable[Reason], kinds: Iterable[EvidenceKind]) -> tuple[Reason, ...]:
    """The reasons that fit evidence of these kinds, those for any kind last."""
    given = frozenset(kinds)
    fitting = [one for one in library if one.kind is None or one.kind in given]
    return tuple(sorted(fitting, key=lambda one: one.kind is None))


def compose(picked: Sequence[Reason], typed: str, language: str) -> str:
    """What was typed, followed by the words of each reason that do not stand in it yet; the order is that of the picking."""
    text = typed.strip()
    for one in picked:
        words, _ = choose(one.words, language)
        if words not in text:
            text = f"{text} {words}".strip()
    return text


def picked_in(library: Iterable[Reason], codes: Sequence[str], *, recognised: bool) -> tuple[Reason, ...]:
    """The reasons with these codes. Raises `InvalidValue`: `reasons.unknown`, `reasons.other-finding` (it contradicts the finding)."""
    known = {one.code: one for one in library}
    found = []
    for code in dict.fromkeys(codes):
        if code not in known:
            raise InvalidValue("reasons.unknown")
        if known[code].recognises is not recognised:
            raise InvalidValue("reasons.other-finding", reason=choose(known[code].words, "en")[0])
        found.append(known[code])
    return tuple(found)


def _reason(code: str, one: Any) -> Reason:
    try:
        words = {language: str(one["words"][language]).strip() for language in LANGUAGES}
        kind = EvidenceKind(one["kind"]) if one.get("kind") else None
        reason = Reason(code, Finding(one["finding"]), kind, words)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise InvalidValue("reasons.malformed", reason=code) from None
    if not all(words.values()):
        raise InvalidValue("reasons.malformed", reason=code)
    return reason
