"""What a verifier asks for, in the Digital Credentials Query Language (OpenID4VP 1.0, 6 and 7), and whether an answer is that."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tanym.core.kernel.errors import InvalidValue

SD_JWT, DATA_INTEGRITY, JWT = "dc+sd-jwt", "ldp_vc", "jwt_vc_json"
FORMATS = (SD_JWT, DATA_INTEGRITY, JWT)
KEY_IDENTIFIER = "aki"
Step = str | int | None
Path = tuple[Step, ...]
Scalar = str | int | bool
_NAME = re.compile(r"^[A-Za-z0-9_-]{1,100}\Z", re.ASCII)
MOST = 100


@dataclass(frozen=True, slots=True)
class ClaimQuery:
    """One claim: the way to it (a name, a place in a list, or None for all of a list), and which values would do."""

    path: Path
    values: tuple[Scalar, ...] = ()
    id: str = ""

    def document(self) -> dict[str, Any]:
        """The claims query (6.3)."""
        made: dict[str, Any] = {"path": list(self.path)}
        return (
            made
            | ({"values": list(self.values)} if self.values else {})
            | ({"id": self.id} if self.id else {})
        )


@dataclass(frozen=True, slots=True)
class CredentialQuery:
    """One credential: its format, its types, the claims. `types` are vct values, or one set of types of a W3C credential.

    `authorities` are identifiers of keys of authorities (`aki`, 6.1.1.1): one of them has certified the issuer.
    """

    id: str
    format: str
    types: tuple[str, ...]
    claims: tuple[ClaimQuery, ...] = ()
    claim_sets: tuple[tuple[str, ...], ...] = ()
    bound: bool = True
    authorities: tuple[str, ...] = ()

    def document(self) -> dict[str, Any]:
        """The credential query (6.1)."""
        meta: dict[str, Any] = (
            {"vct_values": list(self.types)} if self.format == SD_JWT else {"type_values": [list(self.types)]}
        )
        made: dict[str, Any] = {"id": self.id, "format": self.format, "meta": meta}
        if self.claims:
            made["claims"] = [one.document() for one in self.claims]
        if self.claim_sets:
            made["claim_sets"] = [list(one) for one in self.claim_sets]
        if self.authorities:
            made["trusted_authorities"] = [{"type": KEY_IDENTIFIER, "values": list(self.authorities)}]
        return made if self.bound else made | {"require_cryptographic_holder_binding": False}


@dataclass(frozen=True, slots=True)
class Query:
    """The whole question; with `options`, credentials of one of these sets are enough.

    `purpose` is why it is asked, for wallets that show it: a member of the drafts, which 1.0 lets others ignore.
    """

    credentials: tuple[CredentialQuery, ...]
    options: tuple[tuple[str, ...], ...] = ()
    purpose: str = ""

    def document(self) -> dict[str, Any]:
        """The `dcql_query` (6)."""
        made: dict[str, Any] = {"credentials": [one.document() for one in self.credentials]}
        if self.options:
            told = {"purpose": self.purpose} if self.purpose else {}
            made["credential_sets"] = [{"options": [list(one) for one in self.options], **told}]
        return made

    def credential(self, name: str) -> CredentialQuery | None:
        """The credential query of this name."""
        return next((one for one in self.credentials if one.id == name), None)


def read_query(document: object) -> Query:
    """A query written by somebody; raises `InvalidValue("openid.query-malformed")`. What it cannot judge it refuses."""
    made = _object(document)
    credentials = tuple(_credential(one) for one in _list(made.get("credentials")))
    names = [one.id for one in credentials]
    if len(set(names)) != len(names):
        raise _malformed()
    options: tuple[tuple[str, ...], ...] = ()
    purpose = ""
    if "credential_sets" in made:
        one = _object(_list(made["credential_sets"], most=1)[0])
        options = tuple(tuple(_names(option)) for option in _list(one.get("options")))
        purpose = str(one.get("purpose", ""))
        if not {name for option in options for name in option} <= set(names):
            raise _malformed()
    return Query(credentials, options, purpose)


def check_token(query: Query, token: object) -> dict[str, Any]:
    """The one presentation for each credential query that was answered (8.1).

    Raises `InvalidValue`: `openid.answer-malformed`, `openid.credential-not-asked`, `openid.credential-missing`.
    """
    if not isinstance(token, dict) or not token:
        raise InvalidValue("openid.answer-malformed")
    for name, presentations in token.items():
        if query.credential(name) is None:
            raise InvalidValue("openid.credential-not-asked")
        if not isinstance(presentations, list) or len(presentations) != 1:
            raise InvalidValue("openid.answer-malformed")
        if not isinstance(presentations[0], (str, dict)) or not presentations[0]:
            raise InvalidValue("openid.answer-malformed")
    wanted = query.options or (tuple(one.id for one in query.credentials),)
    if not any(set(option) <= set(token) for option in wanted):
        raise InvalidValue("openid.credential-missing")
    return {name: presentations[0] for name, presentations in token.items()}


def check_credential(asked: CredentialQuery, claims: Mapping[str, Any], types: Sequence[str]) -> None:
    """Whether a credential that was shown is of an asked type and shows every asked claim with an asked value.

    A type that merely inherits from an asked one is not of that type: we know no other type's ancestry. Raises
    `InvalidValue`: `openid.type-not-asked`, `openid.claim-missing` (`claim`), `openid.claim-value-not-asked` (`claim`).
    """
    right = types[0] in asked.types if asked.format == SD_JWT and types else set(asked.types) <= set(types)
    if not types or not right:
        raise InvalidValue("openid.type-not-asked")
    needed = [[one for one in asked.claims if one.id in chosen] for chosen in asked.claim_sets]
    faults = [_first_fault(chosen, claims) for chosen in needed or [list(asked.claims)]]
    if all(faults):
        raise faults[0] or InvalidValue("openid.claim-missing", claim="")


def check_authority(asked: CredentialQuery, named: Collection[str]) -> None:
    """Whether an authority that was asked for certified the issuer, by the key identifiers in its certificates (6.1.1.1).

    That the certificates are believed is another check. Raises `InvalidValue("openid.authority-not-asked")`.
    """
    if asked.authorities and not set(asked.authorities) & set(named):
        raise InvalidValue("openid.authority-not-asked")


def _first_fault(asked: Sequence[ClaimQuery], claims: Mapping[str, Any]) -> InvalidValue | None:
    for one in asked:
        found = select(one.path, claims)
        if not found:
            return InvalidValue("openid.claim-missing", claim=".".join(str(step) for step in one.path))
        if one.values and not any(_same(value, wanted) for value in found for wanted in one.values):
            return InvalidValue(
                "openid.claim-value-not-asked", claim=".".join(str(step) for step in one.path)
            )
    return None


def select(path: Sequence[Step], document: Any) -> list[Any]:
    """The claims that a path points to; none where it leads nowhere (7.1.1)."""
    found = [document]
    for step in path:
        if isinstance(step, str):
            if not all(isinstance(one, Mapping) for one in found):
                return []
            found = [one[step] for one in found if step in one]
        elif not all(isinstance(one, list) for one in found):
            return []
        elif step is None:
            found = [item for one in found for item in one]
        else:
            found = [one[step] for one in found if step < len(one)]
    return found


def _same(value: object, wanted: Scalar) -> bool:
    return type(value) is type(wanted) and value == wanted


def _credential(value: object) -> CredentialQuery:
    made = _object(value)
    name, kind, meta = made.get("id"), made.get("format"), _object(made.get("meta"))
    bound = made.get("require_cryptographic_holder_binding", True)
    if (
        not isinstance(name, str)
        or not _NAME.match(name)
        or kind not in FORMATS
        or not isinstance(bound, bool)
    ):
        raise _malformed()
    if made.get("multiple", False) is not False:
        raise _malformed()
    types = _names(meta.get("vct_values") if kind == SD_JWT else _list(meta.get("type_values"), most=1)[0])
    claims = tuple(_claim(one) for one in _list(made["claims"])) if "claims" in made else ()
    named = [one.id for one in claims if one.id]
    sets = tuple(tuple(_names(one)) for one in _list(made["claim_sets"])) if "claim_sets" in made else ()
    if len(set(named)) != len(named) or not {one for chosen in sets for one in chosen} <= set(named):
        raise _malformed()
    if len({one.path for one in claims}) != len(claims):
        raise _malformed()
    return CredentialQuery(name, str(kind), tuple(types), claims, sets, bound, _authorities(made))


def _authorities(made: Mapping[str, Any]) -> tuple[str, ...]:
    if "trusted_authorities" not in made:
        return ()
    one = _object(_list(made["trusted_authorities"], most=1)[0])
    if one.get("type") != KEY_IDENTIFIER:
        raise _malformed()
    return tuple(_names(one.get("values")))


def _claim(value: object) -> ClaimQuery:
    made = _object(value)
    path, name = _list(made.get("path")), made.get("id", "")
    if not all(
        step is None or isinstance(step, str) or (type(step) is int and step >= 0) for step in path
    ) or not isinstance(name, str):
        raise _malformed()
    values = _list(made["values"]) if "values" in made else []
    if not all(isinstance(one, (str, int, bool)) for one in values):
        raise _malformed()
    return ClaimQuery(tuple(path), tuple(values), name)


def _object(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _malformed()
    return value


def _list(value: object, most: int = MOST) -> list[Any]:
    if not isinstance(value, list) or not 1 <= len(value) <= most:
        raise _malformed()
    return value


def _names(value: object) -> list[str]:
    found = _list(value)
    if not all(isinstance(one, str) and one for one in found):
        raise _malformed()
    return found


def _malformed() -> InvalidValue:
    return InvalidValue("openid.query-malformed")
