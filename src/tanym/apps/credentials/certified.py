"""The certificates of the keys with which organisations sign for wallets, where the profile of wallets asks for them (HAIP 1.0, 6.1)."""

from __future__ import annotations

from django.conf import settings

from tanym.adapters.signing.certified import ChainStore
from tanym.apps.organisations.models import Organisation
from tanym.core.credentials.keys import Signer
from tanym.core.credentials.openid.profile import Profile


def chains() -> ChainStore:
    """Where the certificates lie: `TANYM_VAR/certificates`."""
    return ChainStore(settings.TANYM.var / "certificates")


def x5c_of(body: Organisation, signer: Signer) -> tuple[bytes, ...]:
    """The certificates (DER) that stand in the header of what an organisation signs with this key; none where the
    installation speaks with wallets in the plain way.

    Raises `Refused`: `credential.certificate-missing`, `credential.certificate-of-other-key`.
    """
    if not Profile(settings.TANYM.wallet_profile).certified:
        return ()
    return chains().chain(body.code, signer)
