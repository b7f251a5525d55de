"""The platform's own register of awarding bodies, and its own addresses, as verification asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import get_language

from tanym.adapters.fetch import GuardedFetcher, LocalDocuments
from tanym.apps.credentials.queries import status_list
from tanym.apps.credentials.signing import published_keys, signed_list
from tanym.apps.credentials.statuses import ADDRESSES
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import did, organisation
from tanym.apps.registers.models import Entry
from tanym.apps.registers.queries import basis, is_ours, kept_since, rights_of
from tanym.core.credentials.addresses import parts_of
from tanym.core.credentials.ports import Fetcher, Period, RegisterEntry
from tanym.core.kernel.errors import NotFound
from tanym.core.kernel.localized import choose
from tanym.core.registers.standing import Interval, Status


class PlatformRegister:
    """The register of this platform (implements the port `Register`); `what` is the act that had to be allowed."""

    def __init__(self, what: str = "awarding") -> None:
        self._what = what

    def entry(self, issuer: str) -> RegisterEntry | None:
        """The entry of the organisation with this DID; None for a body of another country that no register names, and
        where no register is kept of such a right."""
        found = Organisation.objects.filter(code=issuer.rsplit(":", 1)[-1]).first()
        since = kept_since(self._what)
        if found is None or did(found) != issuer or since is None:
            return None
        rights = rights_of(found, self._what)
        if not rights and not is_ours(found):
            return None
        return RegisterEntry(
            issuer,
            _texts(found.names),
            _periods(rights, Status.IN_FORCE),
            next((_reference(one) for one, _way in rights), ""),
            _periods(rights, Status.SUSPENDED),
            since,
        )


def fetcher(now: datetime, trusted: datetime | None = None) -> Fetcher:
    """Our own addresses from this machine, the outside world guarded; loopback hosts in the sample country only.

    `trusted`: our own keys as they stood at that moment (`signing.published_keys`).
    """
    hosts = settings.TANYM.loopback_hosts.split(",") if settings.TANYM.sample else []
    return LocalDocuments(
        partial(_own, now, trusted),
        GuardedFetcher(development=[host.strip() for host in hosts if host.strip()]),
    )


def _own(now: datetime, trusted: datetime | None, url: str) -> bytes | None:
    """Our own document behind an address; None where the address is not ours."""
    parts = parts_of(url)
    if parts.netloc.lower() != urlsplit(settings.TANYM.address).netloc.lower():
        return None
    steps = [step for step in parts.path.split("/") if step]
    try:
        if len(steps) == 3 and steps[0] == "o" and steps[2] == "did.json":
            return published_keys(organisation(steps[1]), trusted)
        if len(steps) == 2 and steps[0] in ADDRESSES.values():
            form = next(form for form, address in ADDRESSES.items() if address == steps[0])
            return signed_list(status_list(steps[1], form), now)
    except NotFound:
        raise NotFound("credential.unavailable", url=url[:200]) from None
    raise NotFound("credential.unavailable", url=url[:200])


def _texts(names: Mapping[str, str]) -> dict[str, str]:
    return {str(language): str(name) for language, name in names.items()}


def _periods(rights: Iterable[tuple[Entry, Iterable[Interval]]], status: Status) -> tuple[Period, ...]:
    return tuple(
        Period(one.since, one.until) for _entry, way in rights for one in way if one.status is status
    )


def _reference(entry: Entry) -> str:
    """The number of the entry and what it rests on, in the reader's language."""
    rests = choose(basis(entry), get_language() or "kk")[0]
    return f"№ {entry.number} ({rests})" if rests else f"№ {entry.number}"
