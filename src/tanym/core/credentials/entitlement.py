"""Who stands behind the signature, and was that body entitled to award on that day?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tanym.core.credentials.addresses import parts_of
from tanym.core.credentials.checks import Check, Name, confirmed, not_checked, not_confirmed
from tanym.core.credentials.moments import day
from tanym.core.credentials.ports import Register, RegisterEntry
from tanym.core.credentials.signature import issuer_of
from tanym.core.kernel.errors import TanymError


def check_issuer(credential: Mapping[str, Any], register: Register | None, proven: bool) -> Check:
    """Who the issuer is: as the register knows it, or at least which web domain answers for its key.

    The name in the file is the file's own word; only a proven signature leads to an identifier worth asking about.
    """
    if not proven:
        return not_checked(Name.ISSUER, "credential.issuer-not-proven")
    issuer = issuer_of(credential)
    entry, _ = _entry(register, issuer)
    if entry is not None:
        claimed = _claimed_name(credential)
        known = {name.casefold().strip() for name in entry.names.values()}
        if claimed and known and claimed.casefold().strip() not in known:
            return not_checked(
                Name.ISSUER, "credential.issuer-name-differs", claimed=claimed[:120], names=entry.names
            )
        return confirmed(
            Name.ISSUER, "credential.issuer-in-register", names=entry.names, reference=entry.reference
        )
    host = _host(issuer)
    if host:
        return confirmed(Name.ISSUER, "credential.issuer-domain", host=host)
    return not_checked(Name.ISSUER, "credential.issuer-self-named", claimed=_claimed_name(credential)[:120])


def _host(issuer: str) -> str:
    """The site that answers for the issuer's keys; empty where no site does."""
    if issuer.startswith("did:web:"):
        return issuer.removeprefix("did:web:").split(":", 1)[0].replace("%3A", ":").replace("%3a", ":")
    return parts_of(issuer).netloc if issuer.startswith("https://") else ""


def check_entitlement(credential: Mapping[str, Any], register: Register | None, proven: bool) -> Check:
    """Whether the register shows that the awarding body was entitled on the day of the award."""
    if not proven:
        return not_checked(Name.ENTITLEMENT, "credential.issuer-not-proven")
    if register is None:
        return not_checked(Name.ENTITLEMENT, "credential.register-not-asked")
    entry, asked = _entry(register, issuer_of(credential))
    if not asked:
        return not_checked(Name.ENTITLEMENT, "credential.register-unavailable")
    if entry is None:
        return not_checked(Name.ENTITLEMENT, "credential.issuer-not-in-register")
    on = day(credential.get("awardedDate") or credential.get("validFrom") or credential.get("issuanceDate"))
    if on is None:
        return not_checked(Name.ENTITLEMENT, "credential.award-date-unknown")
    for period in entry.entitled:
        if period.covers(on):
            return confirmed(
                Name.ENTITLEMENT,
                "credential.entitled" if period.until else "credential.entitled-without-end",
                on=on.isoformat(),
                since=period.since.isoformat() if period.since else "…",
                until=period.until.isoformat() if period.until else "…",
                reference=entry.reference,
            )
    pause = next((one for one in entry.suspended if one.covers(on)), None)
    if pause is not None:
        return not_confirmed(
            Name.ENTITLEMENT,
            "credential.entitlement-suspended"
            if pause.until
            else "credential.entitlement-suspended-without-end",
            on=on.isoformat(),
            since=pause.since.isoformat() if pause.since else "…",
            until=pause.until.isoformat() if pause.until else "…",
            reference=entry.reference,
        )
    if entry.kept_since is not None and on < entry.kept_since:
        return not_checked(
            Name.ENTITLEMENT,
            "credential.register-not-kept-then",
            on=on.isoformat(),
            since=entry.kept_since.isoformat(),
        )
    return not_confirmed(
        Name.ENTITLEMENT, "credential.not-entitled", on=on.isoformat(), reference=entry.reference
    )


def _entry(register: Register | None, issuer: str) -> tuple[RegisterEntry | None, bool]:
    if register is None:
        return None, False
    try:
        return register.entry(issuer), True
    except TanymError:
        return None, False


def _claimed_name(credential: Mapping[str, Any]) -> str:
    issuer = credential.get("issuer")
    name = issuer.get("name") if isinstance(issuer, Mapping) else None
    return name if isinstance(name, str) else ""
