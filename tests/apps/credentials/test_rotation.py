"""Keys of an organisation over their whole life: replaced, retired, in strange hands, and what they signed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.credentials import ending, offline
from tanym.apps.credentials.actions.decide_key_end import decide_key_end
from tanym.apps.credentials.actions.make_key import make_key
from tanym.apps.credentials.actions.propose_key_end import propose_key_end
from tanym.apps.credentials.issuer_keys import usable
from tanym.apps.credentials.models import Credential, IssuerKey
from tanym.apps.credentials.signing import badge_key, key_of, kid_of, signed
from tanym.apps.credentials.verification import verify
from tanym.core.credentials.checks import Name
from tanym.core.credentials.keys import KeyKind
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tests.adapters.signing_service import SECRET, service

People = Callable[[str], Person]
pytestmark = pytest.mark.django_db
LATER = timedelta(days=3)


@pytest.fixture(autouse=True)
def folder(settings: object, tmp_path: Path) -> Path:
    """A folder of its own, since keys are erased in it."""
    settings.TANYM = settings.TANYM.model_copy(update={"var": tmp_path})  # type: ignore[attr-defined]
    return tmp_path / "keys"


def signature(document: bytes, at: datetime) -> str:
    found = verify(bytes(document), at).check(Name.SIGNATURE)
    assert found is not None
    return found.code


def methods(client: Client) -> dict[str, dict[str, str]]:
    document = json.loads(client.get("/o/kokzhar/did.json").content)
    return {one["id"].partition("#")[2]: one for one in document["verificationMethod"]}


def end_key(
    person: People, key: IssuerKey, ending_: str, at: datetime, as_of: datetime | None = None
) -> None:
    zhanar, other = person("zhanar"), _administrator(person)
    proposal = propose_key_end(
        actor=zhanar, at=at, key=key, ending=IssuerKey.Ending(ending_), reason="A test.", as_of=as_of
    )
    with pytest.raises(Refused, match=r"credential\.second-person"):
        decide_key_end(actor=zhanar, at=at, proposal=proposal, carry_out=True)
    decide_key_end(actor=other, at=at, proposal=proposal, carry_out=True)


def _administrator(person: People) -> Person:
    from tanym.apps.organisations.models import Membership

    return Membership.objects.get(organisation__code="kokzhar", role="administrator").person


def test_a_new_key_is_published_before_it_signs_and_the_old_one_stays(
    issued: Credential, person: People, at: datetime, client: Client
) -> None:
    body, first = issued.award.awarding_body, key_of(issued.award.awarding_body, at).multibase
    made = make_key(actor=_administrator(person), at=at, body=body, kind=KeyKind.ED25519)
    assert set(methods(client)) == {first, made.multibase}
    assert key_of(body, at + timedelta(hours=23)).multibase == first
    assert key_of(body, at + timedelta(hours=24)).multibase == made.multibase
    assert signature(issued.document, at + LATER) == "credential.signed"
    with pytest.raises(Refused, match=r"credential\.key-on-its-way"):
        make_key(actor=_administrator(person), at=at, body=body, kind=KeyKind.ED25519)
    with pytest.raises(NotPermitted):
        make_key(actor=person("zhanar"), at=at, body=body, kind=KeyKind.ED25519)


def test_a_retired_key_keeps_its_place_and_the_log_dates_what_it_signed(
    issued: Credential, person: People, at: datetime, client: Client, folder: Path
) -> None:
    body = issued.award.awarding_body
    old, _ = usable(body, at)
    forged = json.loads(bytes(issued.document)) | {"name": "Something else"}
    unknown_to_the_log = signed({k: v for k, v in forged.items() if k != "proof"}, body, at)
    end_key(person, old, "retired", at + LATER)
    after = at + LATER + timedelta(days=1)
    assert "expires" in methods(client)[old.multibase]
    assert signature(issued.document, after) == "credential.signed-before-key-ended"
    assert signature(unknown_to_the_log, after) == "credential.key-withdrawn"
    assert usable(body, after)[0].pk != old.pk
    found = verify(bytes(issued.document), after).check(Name.STATUS)
    assert found is not None
    assert found.code == "credential.not-revoked"


def test_what_was_signed_in_strange_hands_is_not_dated_before(
    issued: Credential, person: People, at: datetime, client: Client
) -> None:
    old, _ = usable(issued.award.awarding_body, at)
    with pytest.raises(InvalidValue, match=r"credential\.key-as-of"):
        propose_key_end(
            actor=person("zhanar"), at=at, key=old, ending=IssuerKey.Ending.COMPROMISED, reason="Stolen."
        )
    end_key(person, old, "compromised", at + LATER, as_of=at)
    assert "revoked" in methods(client)[old.multibase]
    code = signature(issued.document, at + LATER + timedelta(days=1))
    assert code in ("credential.key-ended", "credential.key-withdrawn")


def test_the_offline_check_knows_at_once_that_a_key_is_in_strange_hands(
    issued: Credential, person: People, at: datetime
) -> None:
    key, now = usable(issued.award.awarding_body, at)[0], at + timedelta(minutes=1)
    assert b'"revoked":"2026' not in offline.page(at, "en")
    end_key(person, key, "compromised", now, as_of=at)
    assert b'"revoked":"2026' in offline.page(now, "en")


def test_documents_are_signed_again_with_the_key_of_today(
    issued: Credential, person: People, at: datetime
) -> None:
    old, _ = usable(issued.award.awarding_body, at)
    with pytest.raises(Refused, match=r"credential\.key-still-signs"):
        ending.sign_documents_again(old, person("zhanar"), at, lambda _done, _of: None)
    end_key(person, old, "retired", at + LATER)
    before = json.loads(bytes(issued.document))
    for _ in range(2):
        ending.sign_documents_again(old, person("zhanar"), at + LATER, lambda _done, _of: None)
    issued.refresh_from_db()
    after = json.loads(bytes(issued.document))
    assert signature(issued.document, at + 2 * LATER) == "credential.signed"
    assert {k: v for k, v in before.items() if k != "proof"} == {
        k: v for k, v in after.items() if k != "proof"
    }
    assert issued.editions.get().change == "signature"
    assert ending.signed_by(old).documents == 0


def test_nothing_is_signed_again_with_a_key_that_ended_meanwhile(
    issued: Credential, person: People, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = issued.award.awarding_body
    old, _ = usable(body, at)
    end_key(person, old, "retired", at + LATER)
    newest, signer = badge_key(body, at + LATER)
    IssuerKey.objects.filter(pk=newest.pk).update(ended_at=at + LATER, ending=IssuerKey.Ending.RETIRED)
    monkeypatch.setattr(ending, "badge_key", lambda *_: (newest, signer))  # as it was a moment ago
    with pytest.raises(Refused, match=r"credential\.key-ended-already"):
        ending.sign_documents_again(old, person("zhanar"), at + LATER, lambda _done, _of: None)
    issued.refresh_from_db()
    assert issued.signed_with == old
    assert not issued.editions.exists()
    monkeypatch.undo()
    ending.sign_documents_again(old, person("zhanar"), at + LATER, lambda _done, _of: None)
    issued.refresh_from_db()
    assert issued.signed_with.ended_at is None


def test_p256_keys_are_published_as_multikey_and_as_jwk(
    issued: Credential, at: datetime, client: Client
) -> None:
    signer = key_of(issued.award.awarding_body, at, KeyKind.P256)
    kinds = sorted(one["type"] for one in methods(client).values())
    assert kinds == ["JsonWebKey", "Multikey", "Multikey"]
    assert kid_of(issued.award.awarding_body, signer).endswith(f"#{signer.multibase}")
    assert any(one.get("publicKeyJwk") == dict(signer.jwk) for one in methods(client).values())


def test_a_signing_service_signs_what_the_verifier_believes(
    issued: Credential, at: datetime, settings: object, person: People
) -> None:
    with service() as remote:
        settings.TANYM = settings.TANYM.model_copy(  # type: ignore[attr-defined]
            update={
                "signing": "remote",
                "signer_address": remote.address,
                "signer_secret": type(settings.TANYM.secret_key)(SECRET),  # type: ignore[attr-defined]
                "badge_key": "P-256",
            }
        )
        body = issued.award.awarding_body
        document = {k: v for k, v in json.loads(bytes(issued.document)).items() if k != "proof"}
        made = signed(document, body, at)
        key = IssuerKey.objects.get(backend="remote")
        assert json.loads(made)["proof"]["cryptosuite"] == "ecdsa-rdfc-2019"
        assert json.loads(made)["proof"]["verificationMethod"].endswith(key.multibase)
        assert signature(made, at) == "credential.signed"
        remote.breaks = "stranger"
        with pytest.raises(Refused, match=r"credential\.signer-mismatch"):
            signed(document, body, at)


def test_the_pages_walk_a_key_from_the_first_to_the_next(
    issued: Credential, as_: Callable[[str], Client], at: datetime, client: Client, person: People
) -> None:
    with time_machine.travel(at + timedelta(minutes=5), tick=False):
        runs, registrar = as_(_administrator(person).username), as_("zhanar")
        page = "/en/documents/of/kokzhar/keys/"
        assert "Make a new key" in runs.get(page).content.decode()
        assert "Make a new key" not in registrar.get(page).content.decode()
        assert registrar.post(page, {"kind": "Ed25519", "backend": "file"}).status_code == 403
        assert runs.post(page, {"kind": "Ed25519", "backend": "pkcs11"}).status_code == 422
        made = runs.post(page, {"kind": "Ed25519", "backend": "file"})
        assert "signs from" in runs.get(made["Location"]).content.decode()
        old = IssuerKey.objects.get(pk=issued.signed_with_id)
        its = f"/en/documents/keys/{old.pk}/"
        bad = {"ending": "compromised", "reason": "Stolen."}
        assert registrar.post(f"{its}end/", bad).status_code == 422
        assert registrar.post(f"{its}end/", {"ending": "retired", "reason": "Old."}).status_code == 302
        assert registrar.post(f"{its}decide/", {"do": "carry-out"}).status_code == 409
        assert "1 document in force bears its signature" in runs.get(its).content.decode()
        assert runs.post(f"{its}decide/", {"do": "carry-out"}).status_code == 302
        assert runs.post(f"{its}decide/", {"do": "carry-out"}).status_code == 404
        assert "Withdrawn on" in client.get(its).content.decode() or "Withdrawn on" in (
            registrar.get(its).content.decode()
        )
        for language in ("kk", "ru"):
            assert runs.get(its.replace("/en/", f"/{language}/")).status_code == 200
        assert as_("aigul").get(its).status_code == 403


def test_the_command_lists_seals_makes_and_dates(
    issued: Credential, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    call_command("keys")
    call_command("keys", "--seal")
    call_command("keys", "--date")
    call_command("keys", "--make", "kokzhar", "--kind", "P-256")
    said = capsys.readouterr().out
    assert "kokzhar\tEd25519\tfile\tsigns\tz6Mk" in said
    assert "Signatures dated in the log: 0." in said
    assert "kokzhar\tP-256\tfile\tsigns\tzDn" in said
