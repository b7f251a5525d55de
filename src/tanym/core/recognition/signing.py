"""How minutes are signed: the ways that a pack allows, who has to sign, and what a signature is bound to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

SHOWN = 12
"""Hexadecimal digits of the digest that stand on the paper: 48 bits, for people to compare."""


class SignatureKind(StrEnum):
    """A way to sign: in the account of the platform, by the national digital signature, by hand on paper."""

    ACCOUNT = "account"
    NATIONAL = "national"
    PAPER = "paper"


class SignedBy(StrEnum):
    """Who has to sign the minutes."""

    CHAIR_AND_SECRETARY = "chair-and-secretary"
    EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True)
class SigningRules:
    """What the packs say of signatures: `kinds` that are allowed, who signs, whether who has left must sign all the same."""

    kinds: frozenset[SignatureKind] = frozenset(SignatureKind)
    signed_by: SignedBy = SignedBy.CHAIR_AND_SECRETARY
    left_need_not_sign: bool = True


def signing_rules(kinds: object, signed_by: object, left: object) -> SigningRules:
    """The rules that values of the packs give; where a value is absent or names nothing known, the default holds."""
    known = tuple(SignatureKind)
    named = kinds if isinstance(kinds, (list, tuple, frozenset, set)) else ()
    allowed = frozenset(SignatureKind(one) for one in named if one in known)
    return SigningRules(
        kinds=allowed or frozenset(SignatureKind),
        signed_by=SignedBy(str(signed_by)) if signed_by in tuple(SignedBy) else SignedBy.CHAIR_AND_SECRETARY,
        left_need_not_sign=left != "must-sign",
    )


def standing(
    signatures: Mapping[str, Mapping[str, Any]], digest: str, rules: SigningRules
) -> dict[str, date]:
    """Who has signed just the text with this digest, in a way that is allowed, and when: all others signed something else."""
    return {
        person: date.fromisoformat(one["on"])
        for person, one in signatures.items()
        if one["digest"] == digest and one.get("kind", SignatureKind.ACCOUNT) in rules.kinds
    }


def shown(digest: str) -> str:
    """The beginning of a digest in groups of four, as it is printed and typed: `3f2a 90bc 11de`."""
    return " ".join(digest[i : i + 4] for i in range(0, SHOWN, 4))


def is_shown(typed: str, digest: str) -> bool:
    """Whether somebody typed what is printed under just this text; spaces and case are no matter."""
    return "".join(typed.split()).casefold() == digest[:SHOWN]
