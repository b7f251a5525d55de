"""Writes all that a learner was awarded as one Comprehensive Learner Record (CLR Standard 2.0, unsigned).

The record wraps Open Badges as they were signed, each with the proof of the body that awarded it. Who signs the wrapper
says only that these credentials belong together; it awards nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from tanym.core.credentials.compose.open_badge import identities, profile
from tanym.core.credentials.contexts import CLR_V2, OB_V3, VC_V2
from tanym.core.credentials.moments import stamp
from tanym.core.credentials.record import Body, Holder, Text
from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.localized import choose


def learner_record(
    credentials: Sequence[Mapping[str, Any]],
    *,
    id: str,
    holder: Holder,
    issuer: Body,
    titles: Text,
    at: datetime,
    language: str = "en",
) -> dict[str, Any]:
    """The record, ready to be signed by `issuer` (CLR 2.0, ClrCredential).

    `id` is a random address given from outside; `at` is the moment of which it tells. What was revoked by then is not
    given in. Raises `InvalidValue("credential.record-incomplete")` without any credential.
    """
    if not credentials:
        raise InvalidValue("credential.record-incomplete", member="verifiableCredential")
    subject: dict[str, Any] = {"type": ["ClrSubject"], "identifier": identities(holder)}
    if holder.id:
        subject = {"id": holder.id, **subject}
    subject["verifiableCredential"] = [dict(one) for one in credentials]
    return {
        "@context": [VC_V2, CLR_V2, OB_V3],
        "id": id,
        "type": ["VerifiableCredential", "ClrCredential"],
        "name": choose(titles, language)[0],
        "issuer": profile(issuer, language),
        "validFrom": stamp(at),
        "credentialSubject": subject,
    }
