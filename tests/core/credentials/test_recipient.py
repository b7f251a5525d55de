"""To whom a badge was given, and whether two are the same one."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from tanym.core.credentials.checks import Outcome
from tanym.core.credentials.recipient import recipient
from tanym.core.credentials.same import begins, identity

MAIL = "aigul@people.example"


def hashed(mail: str, kind: str = "sha256", salt: str = "x", **changed: Any) -> dict[str, Any]:
    value = getattr(hashlib, kind)(f"{mail}{salt}".encode()).hexdigest()
    return {"identityType": "emailAddress", "hashed": True, "salt": salt,
            "identityHash": f"{kind}${value}", **changed}  # fmt: skip


def given_to(*identifiers: Any, **subject: Any) -> Outcome:
    return recipient({"credentialSubject": {"identifier": list(identifiers), **subject}}, [MAIL])


@pytest.mark.parametrize(
    ("identifiers", "subject", "outcome"),
    [
        ([hashed(MAIL)], {}, Outcome.CONFIRMED),
        ([hashed(MAIL, "md5")], {}, Outcome.CONFIRMED),
        ([hashed("other@people.example"), hashed(MAIL)], {}, Outcome.CONFIRMED),
        ([hashed("x", hashed=False, identityHash="Aigul@People.example")], {}, Outcome.CONFIRMED),
        ([], {"id": f"mailto:{MAIL}"}, Outcome.CONFIRMED),
        ([hashed("other@people.example")], {}, Outcome.NOT_CONFIRMED),
        ([], {"id": "mailto:other@people.example"}, Outcome.NOT_CONFIRMED),
        ([], {"id": "did:example:1"}, Outcome.NOT_CHECKED),
        ([hashed(MAIL, identityType="nationalId")], {}, Outcome.NOT_CHECKED),
        ([hashed(MAIL, identityHash="bcrypt$ab")], {}, Outcome.NOT_CHECKED),
        ([hashed(MAIL, identityHash="sha256$ә")], {}, Outcome.NOT_CONFIRMED),
        ([hashed(MAIL, identityHash=7)], {}, Outcome.NOT_CHECKED),
        ([hashed(MAIL, salt=7)], {}, Outcome.NOT_CHECKED),
        (["x"], {}, Outcome.NOT_CHECKED),
    ],
)
def test_a_badge_names_a_person_another_or_nobody(
    identifiers: list[Any], subject: dict[str, Any], outcome: Outcome
) -> None:
    assert given_to(*identifiers, **subject) is outcome


def test_two_credentials_are_the_same_by_issuer_and_identifier() -> None:
    one = {"id": "https://a.example/b%20c", "issuer": {"id": "did:key:z1"}}
    assert identity(one) == identity({"id": " https://a.example/b c ", "issuer": "did:key:z1"}) != ""
    assert identity(one) != identity({**one, "issuer": "did:key:z2"})
    assert identity({"issuer": "did:key:z1"}) == identity({"id": "x"}) == ""


def test_the_later_one_is_told_by_its_first_day() -> None:
    later = begins({"validFrom": "2026-05-01T00:00:00Z"})
    earlier = begins({"issuanceDate": "2026-04-01T00:00:00Z"})
    assert later is not None
    assert earlier is not None
    assert later > earlier
    assert begins({"validFrom": "yesterday"}) is begins({}) is None
