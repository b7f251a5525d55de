"""May this document be signed? What the data model asks of a credential before anybody puts a name to it (VCDM 2.0, 4 and 5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tanym.core.credentials.canonicalise import canonical_quads
from tanym.core.credentials.contexts import Contexts
from tanym.core.credentials.moments import moment
from tanym.core.credentials.related import check_related
from tanym.core.credentials.structure import check_structure, is_address, listed, types
from tanym.core.kernel.errors import InvalidValue


def check_issuable(
    credential: Mapping[str, Any], contexts: Contexts, at_hand: Mapping[str, bytes] | None = None
) -> None:
    """Raises unless the credential follows the data model and every word of it has a meaning that can be signed.

    `at_hand` are resources by address whose digests can be compared. Raises what `check_structure`, `check_related`
    and `canonical_quads` raise, `InvalidValue` with `credential.date-malformed`, `credential.validity-period-invalid`
    (4.9) or `credential.proof-malformed` (a proof that it already carries says nothing of its type).
    """
    check_structure(credential)
    since, until = (
        moment(credential[name]) if name in credential else None for name in ("validFrom", "validUntil")
    )
    if since is not None and until is not None and until < since:
        raise InvalidValue("credential.validity-period-invalid")
    for entry in listed(credential.get("credentialStatus")):
        if "id" in entry and not is_address(entry["id"]):
            raise InvalidValue("credential.status-entry-malformed")
    for proof in listed(credential.get("proof")):
        if not isinstance(proof, Mapping) or not types(proof):
            raise InvalidValue("credential.proof-malformed")
    check_related(credential, at_hand)
    canonical_quads({name: value for name, value in credential.items() if name != "proof"}, contexts)
