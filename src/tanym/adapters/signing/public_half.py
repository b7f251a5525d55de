"""What every signer says of itself: the public half of its key."""

from __future__ import annotations

from collections.abc import Mapping

from tanym.core.credentials.keys import KeyKind, PublicKey


class PublicHalf:
    """The public side of the port `Signer`; where the private half is, the signers below it know."""

    def __init__(self, public: PublicKey) -> None:
        self._public = public

    @property
    def kind(self) -> KeyKind:
        """What it signs with."""
        return self._public.kind

    @property
    def multibase(self) -> str:
        """The public half as Multikey text."""
        return self._public.multibase

    @property
    def jwk(self) -> Mapping[str, str]:
        """The public half as a JWK."""
        return self._public.jwk
