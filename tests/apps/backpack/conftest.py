"""Badges of issuers elsewhere, really signed, and a backpack to put them into."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client as Browser
from django.utils import timezone

from tanym.adapters.contexts import bundled_contexts
from tanym.adapters.signing.software import SoftwareSigner
from tanym.apps.accounts.models import Person
from tanym.apps.backpack.actions.take_in import TakenIn, take_in
from tanym.core.credentials.contexts import OB_V3, VC_V2
from tanym.core.credentials.did import key_did
from tanym.core.credentials.keys import Signer
from tanym.core.credentials.proofs import token
from tanym.core.credentials.proofs.data_integrity import sign

LINDENAU = SoftwareSigner(Ed25519PrivateKey.from_private_bytes(bytes([7]) * 32))
SIGNED = datetime.fromisoformat("2026-03-14T10:00:00+00:00")


def badge(mail: str = "", signer: Signer = LINDENAU, **changed: Any) -> dict[str, Any]:
    """A badge of Lindenau University before it is signed; `mail` is whom it names, as a hash."""
    identity = {
        "type": "IdentityObject",
        "hashed": True,
        "identityType": "emailAddress",
        "identityHash": f"sha256${hashlib.sha256(f'{mail}salt'.encode()).hexdigest()}",
        "salt": "salt",
    }
    whom: dict[str, Any] = {"identifier": [identity]} if mail else {"id": "did:example:holder"}
    return {
        "@context": [VC_V2, OB_V3],
        "id": "urn:uuid:0d7b6f2e-4a53-4c0e-9a36-5c2f1b7f4e21",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Spreadsheets",
        "issuer": {"id": key_did(signer.multibase)[0], "type": ["Profile"], "name": "Lindenau University"},
        "validFrom": "2026-03-14T10:00:00Z",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            **whom,
            "achievement": {
                "id": "https://lindenau.example/badges/1",
                "type": ["Achievement"],
                "name": "Spreadsheets",
                "description": "Cleans tables.",
                "criteria": {"narrative": "Two assignments."},
            },
        },
        **changed,
    }


def signed(mail: str = "", signer: Signer = LINDENAU, **changed: Any) -> bytes:
    """The badge as its issuer signed it."""
    made = sign(
        badge(mail, signer, **changed),
        signer=signer,
        method=key_did(signer.multibase)[1],
        created=SIGNED,
        contexts=bundled_contexts(),
    )
    return json.dumps(made, ensure_ascii=False, indent=1).encode()


def as_token(mail: str = "", **changed: Any) -> bytes:
    """The badge as a signed token."""
    kid = key_did(LINDENAU.multibase)[1]
    return token.sign(badge(mail, **changed), signer=LINDENAU, kid=kid).encode()


@pytest.fixture
def aigul(db: None) -> Person:
    """Aigul, without the rest of the sample country."""
    return somebody("aigul")


def somebody(name: str) -> Person:
    """A person with an address of e-mail."""
    called = name.title()
    return Person.objects.create_user(
        name,
        name_kk=called,
        name_ru=called,
        name_passport=f"SEIITOVA {name.upper()}",
        email=f"{name}@people.example",
        language="en",
    )


@pytest.fixture
def browser(aigul: Person) -> Browser:
    """Aigul's browser."""
    return signed_in(aigul)


def signed_in(person: Person) -> Browser:
    """The browser of somebody who has signed in."""
    found = Browser()
    found.force_login(person)
    return found


@pytest.fixture
def taken(aigul: Person) -> Callable[..., TakenIn]:
    """Takes content in for Aigul."""

    def act(content: bytes, **more: Any) -> TakenIn:
        return take_in(actor=aigul, at=timezone.localtime(), content=content, came="file", **more)

    return act
