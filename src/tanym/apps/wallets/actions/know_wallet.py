"""Make a wallet program known that signs people in here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tanym.apps.oauth.actions.register_client import register_client
from tanym.apps.oauth.models import Client
from tanym.apps.oauth.registration import ATTESTED, NONE, Registration
from tanym.apps.wallets.configurations import SCOPES, profile


def know_wallet(
    *, actor: None, at: datetime, client_id: str, name: str, redirect_uris: Sequence[str]
) -> Client:
    """The wallet as a program without a secret, under the name that it gives itself; PKCE protects its codes.

    Under the profile HAIP its maker attests it each time, under that same name.

    `redirect_uris` may have a scheme of their own: wallets on telephones do. Only an operator makes one known.
    """
    method = ATTESTED if profile().attested else NONE
    found = Registration(name, tuple(redirect_uris), tuple(SCOPES.values()), auth_method=method)
    return register_client(actor=actor, at=at, registration=found, client_id=client_id).client
