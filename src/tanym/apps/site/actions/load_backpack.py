"""Bring into the sample country what its people have from elsewhere: badges of invented universities abroad, really signed."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tanym.adapters.contexts import bundled_contexts
from tanym.adapters.signing.software import SoftwareSigner
from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import person
from tanym.apps.backpack.actions.take_in import take_in
from tanym.apps.site.queries import moment, read
from tanym.core.credentials.contexts import OB_V3, VC_V2
from tanym.core.credentials.did import key_did
from tanym.core.credentials.moments import stamp
from tanym.core.credentials.proofs.data_integrity import sign


def load_backpack() -> None:
    """Sign and take in what the sample file says; run again, it changes nothing that is already there."""
    for row in read("backpack.toml")["badge"]:
        owner = person(row["person"])
        take_in(actor=owner, at=moment(row["brought_on"]), content=_badge(row, owner), came=row["came"])


def _badge(row: dict[str, Any], owner: Person) -> bytes:
    """The badge (Open Badges 3.0), signed by a key that is the same every time."""
    seed = hashlib.sha256(row["secret"].encode()).digest()
    signer = SoftwareSigner(Ed25519PrivateKey.from_private_bytes(seed))
    issuer, method = key_did(signer.multibase)
    since = moment(row["valid_from"])
    salt = row["id"][-12:]
    hashed = hashlib.sha256((owner.email + salt).encode()).hexdigest()
    document = {
        "@context": [VC_V2, OB_V3],
        "id": row["id"],
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": row["title"],
        "issuer": {"id": issuer, "type": ["Profile"], "name": row["issuer"], "url": row["url"]},
        "validFrom": stamp(since),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": True,
                    "identityType": "emailAddress",
                    "identityHash": f"sha256${hashed}",
                    "salt": salt,
                }
            ],
            "achievement": {
                "id": row["achievement"],
                "type": ["Achievement"],
                "name": row["title"],
                "description": row["description"],
                "criteria": {"narrative": row["criteria"]},
            },
        },
    }
    made = sign(document, signer=signer, method=method, created=since, contexts=bundled_contexts())
    return json.dumps(made, ensure_ascii=False, indent=2).encode()
