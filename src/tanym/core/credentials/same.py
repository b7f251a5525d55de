"""Are two credentials the same one? (Open Badges 3.0, Credential equality and comparison algorithm.)"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from tanym.core.credentials.moments import moment
from tanym.core.credentials.signature import issuer_of
from tanym.core.kernel.errors import InvalidValue


def identity(credential: Mapping[str, Any]) -> str:
    """What the same credential of one issuer always gives: a digest over the two identifiers, unescaped and trimmed.

    Empty where it has no identifier of its own: then only the same bytes are the same credential.
    """
    own = credential.get("id")
    issuer = issuer_of(credential)
    if not isinstance(own, str) or not own.strip() or not issuer:
        return ""
    named = json.dumps([unquote(issuer).strip(), unquote(own).strip()], ensure_ascii=False)
    return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()


def begins(credential: Mapping[str, Any]) -> datetime | None:
    """From when it is valid: of two that are the same, the later one replaces the earlier. None where it says nothing."""
    for name in ("validFrom", "issuanceDate"):
        if name in credential:
            try:
                return moment(credential[name])
            except InvalidValue:
                return None
    return None
