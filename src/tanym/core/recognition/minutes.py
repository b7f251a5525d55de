"""The minutes of a commission's meeting on one case, as a value that prints, is signed and is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from tanym.core.kernel.canonical import canonical, digest
from tanym.core.procedures.commission import Sitting, Vote, has_majority, is_quorate
from tanym.core.recognition.appeal import AppealDecision
from tanym.core.recognition.decision import CommissionDecision
from tanym.core.recognition.signing import SignedBy
from tanym.core.recognition.target import Target


@dataclass(frozen=True, slots=True)
class Minutes:
    """What was decided, by whom, how they voted and on what grounds (508, p. 9); of an appeal, too.

    People stand as codes. `credits` are the hundredths that follow from the decision. `left` are members who voted and
    could not sign any more, each with the reason that the minutes state; their votes count.
    """

    case: str
    number: str
    on: date
    target: Target
    sitting: Sitting
    quorum: Fraction
    decision: CommissionDecision | AppealDecision
    credits: int
    signatures: Mapping[str, date]  # who signed, when
    left: Mapping[str, str] = field(default_factory=dict)
    signed_by: SignedBy = SignedBy.CHAIR_AND_SECRETARY
    notes: str = ""  # further words of the secretary

    @property
    def able(self) -> frozenset[str]:
        """Who decided and can still sign."""
        return self.sitting.deciding - self.left.keys()

    @property
    def to_sign(self) -> frozenset[str]:
        """Who has to sign: whoever chairs the meeting (everybody who can where nobody does) and its secretary, or all."""
        offices = self.sitting.panel.offices
        chairing = next((offices[one] for one in ("chair", "deputy") if offices.get(one) in self.able), None)
        chairs = self.able if chairing is None else frozenset({chairing})
        members = self.able if self.signed_by is SignedBy.EVERYBODY else chairs
        return frozenset((*members, *self.sitting.panel.others.values()))

    @property
    def unsigned(self) -> frozenset[str]:
        """Who has still to sign."""
        return self.to_sign - self.signatures.keys()

    @property
    def carried(self) -> bool:
        """Whether the votes carry the result: a signature that is given before them stands under a text that they change."""
        return is_quorate(self.sitting, self.quorum) and has_majority(self.sitting)

    def votes(self, vote: Vote) -> int:
        """How many of those who decide voted so; who is silent abstains."""
        held = [self.sitting.votes.get(member, Vote.ABSTAINS) for member in self.sitting.deciding]
        return held.count(vote)

    @property
    def found(self) -> CommissionDecision | None:
        """The findings on each outcome that the meeting made; none when an appeal leaves the decision as it is."""
        return self.decision.instead if isinstance(self.decision, AppealDecision) else self.decision

    def document(self) -> dict[str, Any]:
        """Plain JSON data of the minutes without the signatures: what is signed."""
        panel = self.sitting.panel
        further = {"left": dict(self.left), "notes": self.notes}
        return {
            "case": self.case,
            "number": self.number,
            "on": self.on.isoformat(),
            "target": {
                "code": self.target.code,
                "titles": dict(self.target.titles),
                "credits": self.target.credits,
            },
            "members": list(panel.members),
            "offices": dict(panel.offices),
            "others": dict(panel.others),
            "present": sorted(self.sitting.present),
            "recused": sorted(self.sitting.recused),
            "votes": {member: str(vote) for member, vote in self.sitting.votes.items()},
            "quorum": {
                "share": f"{self.quorum.numerator}/{self.quorum.denominator}",
                "kept": is_quorate(self.sitting, self.quorum),
            },
            "majority": has_majority(self.sitting),
            "result": str(self.decision.result),
            "reasons": self.decision.reasons,
            "findings": [
                {
                    "outcome": one.outcome,
                    "recognised": one.recognised,
                    "reasons": one.reasons,
                    "departs": one.departs,
                }
                for one in (self.found.findings if self.found else ())
            ],
            "missing": list(self.found.missing) if self.found else [],
            "credits": self.credits,
            **{name: said for name, said in further.items() if said},
        }

    @property
    def content(self) -> bytes:
        """The canonical document, byte for byte: what a digital signature is made over."""
        return canonical(self.document())

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical document: what each signature is bound to."""
        return digest(self.document())
