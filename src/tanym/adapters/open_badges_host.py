"""Speaks to another host of badges (Open Badges 3.0, service consumer): its description, registration, tokens, credentials."""

from __future__ import annotations

import base64
import json
import re
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode, urljoin

from tanym.adapters.guarded import Answer, Guard
from tanym.core.credentials.addresses import parts_of
from tanym.core.credentials.parse import parse_object
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused, TanymError

TIMEOUT_SECONDS = 15.0
MAX_BYTES = 1024 * 1024
MOST_PAGES, A_PAGE = 20, 20
SCOPE = "https://purl.imsglobal.org/spec/ob/v3p0/scope/"
READ, UPSERT = f"{SCOPE}credential.readonly", f"{SCOPE}credential.upsert"
ANY = range(HTTPStatus.OK, 600)
SUCCESS = (HTTPStatus.OK, HTTPStatus.CREATED)
_NEXT = re.compile(r'<([^<>]{1,2000})>\s*;[^,]*\brel="?next"?')


@dataclass(frozen=True, slots=True)
class Description:
    """What a host says of itself: its name and the addresses of its authorisation server."""

    name: str
    registration: str
    authorise: str
    token: str
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Allowed:
    """A token, for what, and for how many seconds."""

    token: str
    scope: str
    seconds: int


class OpenBadgesHost:
    """A host at the base address `address`; every request goes through the guard, and no redirect is followed.

    Where it lets people be asked must be its own site too (RFC 9700, 4.4): a description that names the page of another
    host would lead the person there, and bring that host's code and token here.

    Raises `Refused("credential.url-not-allowed")` for an address that must not be asked, `NotFound("host.no-answer")`
    where no whole answer came, `InvalidValue("host.not-understood")` for one that is no Open Badges host,
    `Refused("host.elsewhere")` for one that names another site, and `Refused("host.refused")` with the status where the
    host refuses.
    """

    def __init__(self, address: str, development: Collection[str] = ()) -> None:
        self._address = address.rstrip("/")
        self._guard = Guard(development, largest=MAX_BYTES)

    def describe(self) -> Description:
        """The service description (getServiceDescription)."""
        document = self._json(self._ask("GET", f"{self._address}/ims/ob/v3p0/discovery"))
        try:
            scheme = document["components"]["securitySchemes"]["OAuth2ACG"]
            flow = scheme["flows"]["authorizationCode"]
            found = Description(
                name=str(document["info"]["title"]).strip()[:200],
                registration=self._absolute(scheme["x-imssf-registrationUrl"]),
                authorise=self._absolute(flow["authorizationUrl"]),
                token=self._absolute(flow["tokenUrl"]),
                scopes=tuple(str(name) for name in flow["scopes"]),
            )
        except (KeyError, TypeError, AttributeError):
            raise InvalidValue("host.not-understood") from None
        own = parts_of(self._address).hostname or ""
        for address in (found.registration, found.authorise, found.token):
            there = self._guard.check(address).hostname or ""
            if not _belong_together(there, own):
                raise Refused("host.elsewhere", place=there)
        return found

    def register(self, at: str, metadata: Mapping[str, Any]) -> tuple[str, str]:
        """Our name and secret at the host (RFC 7591)."""
        body = json.dumps(metadata).encode()
        made = self._json(self._ask("POST", at, body, {"Content-Type": "application/json"}))
        client_id, secret = made.get("client_id"), made.get("client_secret")
        if not isinstance(client_id, str) or not isinstance(secret, str) or not client_id or not secret:
            raise InvalidValue("host.not-understood")
        return client_id, secret

    def exchange(
        self, at: str, client: tuple[str, str], code: str, verifier: str, redirect_uri: str, scope: str
    ) -> Allowed:
        """The token for a code (RFC 6749, 4.1.3; the scope stands in the form as Open Badges asks)."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "code_verifier": verifier,
            "scope": scope,
        }
        name, secret = (quote(part, safe="") for part in client)
        headers = {
            "Authorization": f"Basic {base64.b64encode(f'{name}:{secret}'.encode()).decode()}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        made = self._json(self._ask("POST", at, urlencode(form).encode(), headers))
        token, seconds = made.get("access_token"), made.get("expires_in", 3600)
        if not isinstance(token, str) or not re.fullmatch(r"[\x21-\x7e]{1,4000}", token):
            raise InvalidValue("host.not-understood")
        given = made.get("scope")
        return Allowed(
            token,
            given if isinstance(given, str) else scope,
            seconds if isinstance(seconds, int) and seconds > 0 else 3600,
        )

    def credentials(self, token: str, offset: int = 0) -> Iterator[bytes]:
        """Every credential of the person there from the place `offset` on, each as JSON or as a token (getCredentials).

        A page is asked for when the one before has been used up.
        """
        address = f"{self._address}/ims/ob/v3p0/credentials?limit={A_PAGE}&offset={offset}"
        for _ in range(MOST_PAGES):
            answer = self._ask("GET", address, headers={"Authorization": f"Bearer {token}"})
            page = self._json(answer)
            objects, tokens = _listed(page, "credential", dict), _listed(page, "compactJwsStrings", str)
            yield from (json.dumps(one, ensure_ascii=False).encode() for one in objects)
            yield from (one.encode() for one in tokens)
            onward = _NEXT.search(answer.link)
            if onward is None:
                return
            try:
                address = urljoin(address, onward[1])
            except ValueError:
                raise InvalidValue("host.not-understood") from None
            if parts_of(address).netloc != parts_of(self._address).netloc:
                raise InvalidValue("host.not-understood")

    def upsert(self, token: str, content: bytes) -> bool:
        """Hand a credential over, as it is (upsertCredential); whether it is new there."""
        kind = "application/json" if content.lstrip().startswith(b"{") else "text/plain"
        headers = {"Authorization": f"Bearer {token}", "Content-Type": kind, "Accept": kind}
        address = f"{self._address}/ims/ob/v3p0/credentials"
        return self._ask("POST", address, content, headers).status == HTTPStatus.CREATED

    def _ask(
        self, method: str, url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        own = {"Accept": "application/json", "User-Agent": "tanym-backpack"}
        parts = self._guard.check(url)
        deadline = time.monotonic() + TIMEOUT_SECONDS
        try:
            answer = self._guard.ask(
                parts, deadline, method=method, headers={**own, **(headers or {})}, body=body, read=ANY
            )
        except NotFound:
            raise NotFound("host.no-answer") from None
        if answer.status not in SUCCESS:
            raise Refused("host.refused", status=answer.status)
        return answer

    def _json(self, answer: Answer) -> dict[str, Any]:
        try:
            return parse_object(answer.content)
        except TanymError:
            raise InvalidValue("host.not-understood") from None

    def _absolute(self, address: object) -> str:
        """An address of a description; some hosts leave out the scheme."""
        if not isinstance(address, str) or not address:
            raise InvalidValue("host.not-understood")
        if "://" not in address:
            return urljoin(f"{self._address}/", address) if address.startswith("/") else f"https://{address}"
        return address


def _belong_together(one: str, other: str) -> bool:
    """The same host name, or one below the other: `api.badges.example` and `badges.example`."""
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def _listed(page: Mapping[str, Any], name: str, kind: type) -> list[Any]:
    value = page.get(name, [])
    if not isinstance(value, list) or any(not isinstance(one, kind) for one in value):
        raise InvalidValue("host.not-understood")
    return value
