"""What a verifier asked for, so that an answer to somebody else's question is told apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

RECENT = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Expected:
    """The request that a presentation must answer; what is empty was not asked for.

    `audience` and `nonce` are those of a key binding or a token, `domain` and `challenge` those of an embedded proof;
    each stands for the other where only one is given. `vct` is the type of credential asked for. With `binding` the one
    who shows must prove to be the one it was issued to; that proof is `not_older` than this.
    """

    audience: str = ""
    nonce: str = ""
    challenge: str = ""
    domain: str = ""
    vct: str = ""
    binding: bool = False
    not_older: timedelta = RECENT
