"""The scopes of the Open Badges API (3.0, Scopes) and the sentences that a person reads of them."""

from __future__ import annotations

from tanym.apps.oauth.scopes import Scope

PREFIX = "https://purl.imsglobal.org/spec/ob/v3p0/scope/"
READ, UPSERT = f"{PREFIX}credential.readonly", f"{PREFIX}credential.upsert"
READ_PROFILE, UPDATE_PROFILE = f"{PREFIX}profile.readonly", f"{PREFIX}profile.update"

SCOPES = (
    Scope(READ, "backpack.scope.read"),
    Scope(UPSERT, "backpack.scope.upsert"),
    Scope(READ_PROFILE, "backpack.scope.read-profile"),
    Scope(UPDATE_PROFILE, "backpack.scope.update-profile"),
)
