"""Put a document of the sample country into a wallet."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.utils import timezone

from tanym.adapters.signing.software import SoftwareSigner, generate
from tanym.apps.accounts.queries import person
from tanym.apps.credentials.queries import held_by
from tanym.apps.wallets.actions.hand_over import hand_over
from tanym.apps.wallets.actions.offer import offer
from tanym.apps.wallets.codes import nonce_secret
from tanym.apps.wallets.configurations import LEARNING
from tanym.apps.wallets.models import Offer
from tanym.apps.wallets.queries import copies_held_by
from tanym.core.credentials.keys import KeyKind
from tanym.core.credentials.openid import nonces
from tanym.core.credentials.openid.credential_request import CredentialRequest
from tanym.core.credentials.openid.holder_proof import TYPE
from tanym.core.credentials.proofs.token import compact


def load_wallets() -> None:
    """Aigul's first document in a wallet whose key nobody has any more: a telephone that she lost, to take it back from."""
    aigul, now = person("aigul"), timezone.now()
    document = held_by(aigul).filter(award__version__isnull=False, revoked_at=None).first()
    if document is None or copies_held_by(aigul).exists():
        return
    made = offer(actor=aigul, at=now, credential=document, configuration=LEARNING, way=Offer.Way.CODE)
    lost = SoftwareSigner(generate(KeyKind.P256))
    nonce = nonces.mint(secrets.token_urlsafe(16), now, nonce_secret())
    claims = {"aud": settings.TANYM.address, "iat": int(now.timestamp()), "nonce": nonce}
    proof = compact({"typ": TYPE, "jwk": dict(lost.jwk)}, claims, lost)
    asked = CredentialRequest(LEARNING, {"jwt": [proof]})
    hand_over(actor=None, at=now, offer=made, asked=asked, program="Example wallet")
