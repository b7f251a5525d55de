"""The offline check in a real browser, opened from a disk: what is good, changed, revoked, foreign or beyond it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tanym.adapters.offline import codes, offline_page
from tanym.core.credentials import did
from tanym.core.credentials.compose.learning_claims import learning_claims
from tanym.core.credentials.compose.open_badge import open_badge
from tanym.core.credentials.keys import KeyKind
from tanym.core.credentials.proofs import data_integrity, sd_jwt, token
from tanym.core.credentials.snapshot import KnownIssuer, KnownList, Snapshot
from tanym.core.credentials.status import bitstring, token_list
from tanym.core.credentials.status.bitstring import StatusEntry
from tanym.core.credentials.status.token_list import TokenStatus
from tanym.rulepacks.words import core_words
from tests.core.credentials.cast import (
    CONTEXTS,
    INDEX,
    ISSUER,
    KOKZHAR,
    KOKZHAR_BODY,
    LIST,
    METHOD,
    NOW,
    Key,
    award,
    issued,
)

P256 = Key(3, KeyKind.P256)
KID = f"{ISSUER}#{P256.multibase}"
TOKENS = "https://kokzhar.example/token-status/1"
REVOKED, SUSPENDED = 7, 9


def snapshot() -> Snapshot:
    """Kokzhar's two keys and its two lists."""
    published = [did.PublishedKey(KOKZHAR.multibase), did.PublishedKey(P256.multibase)]
    return Snapshot(
        NOW,
        {ISSUER: KnownIssuer(KOKZHAR_BODY.names, did.did_document(ISSUER, published))},
        {
            LIST: KnownList(ISSUER, "bitstring", bitstring.pack([REVOKED]), "revocation"),
            TOKENS: KnownList(
                ISSUER, "token", token_list.pack({REVOKED: 1, SUSPENDED: 2}, 131_072, 2), "", 2
            ),
        },
    )


def jcs(place: int = INDEX, **changes: Any) -> dict[str, Any]:
    """The badge signed over its canonical JSON."""
    document = open_badge(award(), status=StatusEntry(LIST, place)) | changes
    return data_integrity.sign(
        document, signer=KOKZHAR, method=METHOD, created=NOW - timedelta(days=1), contexts=CONTEXTS,
        cryptosuite="eddsa-jcs-2022",
    )  # fmt: skip


def jwt(typ: str = "JWT") -> str:
    """The badge as a token."""
    return token.sign(open_badge(award(), status=StatusEntry(LIST, INDEX)), signer=P256, kid=KID, typ=typ)


def wallet(place: int = 1) -> str:
    """The wallet's credential with everything shown."""
    claims = learning_claims(award(), issuer=ISSUER, status=TokenStatus(TOKENS, place))
    salts = [f"{number:022d}" for number in range(len(claims.disclosable))]
    paths = [(name,) for name in claims.disclosable]
    return sd_jwt.issue(claims.all, disclosable=paths, signer=P256, kid=KID, salts=salts)


@pytest.fixture
def checks(browser: Any, tmp_path: Path) -> Callable[[str], dict[str, str]]:
    """Pastes a text into the page and reads the codes of its checks, by name."""
    path = tmp_path / "check.html"
    path.write_bytes(offline_page(snapshot(), "en"))
    page = browser.new_context().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())

    def of(text: str) -> dict[str, str]:
        page.evaluate("document.getElementById('result').replaceChildren()")
        page.fill("#text", text)
        page.click("#go")
        page.wait_for_selector("#result li[data-check]")
        assert asked == [path.as_uri()]  # nobody was asked
        return {
            one.get_attribute("data-check"): one.get_attribute("data-code").removeprefix("credential.")
            for one in page.query_selector_all("#result li[data-check]")
        }

    of.page = page  # type: ignore[attr-defined]
    return of


GOOD = {
    "signature": "offline.signed", "dates": "offline.in-force", "status": "offline.not-revoked-then",
    "issuer": "offline.issuer-known", "entitlement": "offline.entitlement-needs-network",
}  # fmt: skip


def test_the_three_signatures_that_a_browser_can_check_are_confirmed(checks: Any) -> None:
    for text in (
        json.dumps(jcs()),
        json.dumps(jcs(), ensure_ascii=False, indent=2),
        jwt(),
        jwt("vc+jwt"),
        wallet(),
    ):
        assert checks(text) == GOOD
    shown = checks.page.inner_text("#result")
    assert "Seiitova" in shown
    assert "Kokzhar University of Applied Sciences" in shown


def test_what_was_changed_or_signed_by_a_stranger_is_not_confirmed(checks: Any) -> None:
    changed = jcs()
    changed["name"] = "Another"
    head, body, rest = jwt().split(".")
    forged = data_integrity.sign(
        open_badge(award()), signer=Key(2), method=f"{ISSUER}#{Key(2).multibase}", created=NOW, contexts=CONTEXTS,
        cryptosuite="eddsa-jcs-2022",
    )  # fmt: skip
    shown = wallet()
    for text, reason in (
        (json.dumps(changed), "signature-invalid"),
        (f"{head}.{body}.{rest[::-1]}", "token-malformed"),
        (f"{jwt('vc+jwt').rsplit('.', 1)[0]}.{rest}", "signature-invalid"),
        (json.dumps(forged), "verification-method-invalid"),
        (shown.replace("~", "~WyJhIiwiYiIsImMiXQ~", 1), "disclosure-unreferenced"),
        (json.dumps(jcs()).replace('"name":', '"name": "x", "name":', 1), "json-duplicate-member"),
    ):
        found = checks(text)
        assert reason in (found.get("signature"), found.get("schema")), (reason, found)


def test_what_is_wrong_is_told_with_its_name(checks: Any) -> None:
    checks(json.dumps(jcs()).replace('"name":', '"name": "x", "name":', 1))
    assert "“name” stands twice" in checks.page.inner_text("#result")
    assert "…" not in checks.page.inner_text("#result")


def test_what_was_revoked_or_suspended_by_the_snapshot_is_said(checks: Any) -> None:
    assert checks(json.dumps(jcs(REVOKED)))["status"] == "revoked"
    assert checks(wallet(REVOKED))["status"] == "revoked"
    assert checks(wallet(SUSPENDED))["status"] == "suspended"


def test_what_the_page_cannot_check_it_says_so(checks: Any) -> None:
    assert checks(json.dumps(issued()))["signature"] == "offline.suite-needs-network"
    stranger = Key(2)
    own, method = did.key_did(stranger.multibase)
    foreign = open_badge(award(), status=StatusEntry("https://elsewhere.example/1", 1))
    foreign["issuer"] = {**foreign["issuer"], "id": own}
    signed = data_integrity.sign(
        foreign, signer=stranger, method=method, created=NOW, contexts=CONTEXTS, cryptosuite="eddsa-jcs-2022"
    )
    found = checks(json.dumps(signed))
    assert found["signature"] == "offline.signed"
    assert found["status"] == "offline.list-not-in-snapshot"
    assert found["issuer"] == "offline.issuer-unknown"
    assert (
        checks(json.dumps({**jcs(), "issuer": "did:web:nobody.example"}))["signature"]
        == "offline.issuer-not-in-snapshot"
    )


def test_a_hostile_text_is_shown_as_text(checks: Any) -> None:
    checks(json.dumps(jcs(name="x", awardedDate="<img src=x onerror=alert(1)>")))
    assert checks.page.query_selector("#result img") is None


def test_every_code_of_the_page_has_its_sentence() -> None:
    assert codes()
    assert not [code for code in codes() if code not in core_words()]
