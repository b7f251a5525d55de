"""Somebody asks a wallet for a document: what is shown, and attempts 7 to 11 on the protocol."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.models import MicroQualification
from tanym.apps.wallets.actions.ask import ask
from tanym.apps.wallets.actions.forget import forget
from tanym.apps.wallets.models import Question
from tanym.core.credentials.keys import KeyKind
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tests.apps.wallets.wallet import Wallet, sent_to
from tests.core.credentials.cast import Key
from tests.core.credentials.openid.certified import SIGNER, certificate

pytestmark = pytest.mark.django_db

Asked = Callable[..., tuple[Question, str]]
NAMES = ("family_name", "given_name")


def refused(answer: Any, error: str = "invalid_request") -> str:
    """That it was refused with 400; why."""
    assert (answer.status_code, answer.json()["error"]) == (400, error), answer.content
    return str(answer.json().get("error_description", ""))


def test_who_asked_reads_what_was_shown_and_what_was_not(
    asked: Asked, held: str, wallet: Wallet, erlan: Client
) -> None:
    question, link = asked("name")
    page = f"/en/wallets/asked/{question.public_id}/"
    assert "tanym-key/1" in question.private, "the key for the answer rests sealed"
    assert '"kty"' not in question.private
    assert "Waiting for the wallet" in erlan.get(page).content.decode()
    wanted = wallet.request(link)
    assert wanted["client_id"] == "decentralized_identifier:did:web:localhost%3A8000:o:qaraghai"
    assert wanted["client_metadata"]["client_name"].startswith("Qaraghai")
    got = wallet.answer(wanted, {"learned": [wallet.presented(held, wanted, *NAMES)]})
    assert (got.status_code, got.json()) == (200, {})
    shown = erlan.get(page).content.decode()
    for words in (
        "Seiitova",
        "Data analysis",
        "What was not shown",
        "number of the document",
        "Erase it now",
    ):
        assert words in shown, words
    assert "82 %" not in shown
    assert "<dt>Shown by</dt>" not in shown, "nothing was shown of how the person was assessed"
    question.refresh_from_db()
    assert question.private is None


def test_each_way_of_asking_and_answering_works(asked: Asked, held: str, wallet: Wallet) -> None:
    for prefix in ("decentralized_identifier", "redirect_uri"):
        question, link = asked(prefix=prefix, mode="direct_post")
        wanted = wallet.request(link)
        assert wanted["client_id"].startswith(prefix)
        assert wallet.answer(wanted, {"learned": [wallet.presented(held, wanted)]}).status_code == 200
        question.refresh_from_db()
        assert question.answered_at is not None


def test_a_wallet_may_say_no(asked: Asked, wallet: Wallet, erlan: Client) -> None:
    question, link = asked("name")
    wanted = wallet.request(link)
    said = {"error": "access_denied", "state": wanted["state"]}
    assert wallet.browser.post(urlsplit(wanted["response_uri"]).path, said).status_code == 200
    assert (
        "The wallet shows nothing" in erlan.get(f"/en/wallets/asked/{question.public_id}/").content.decode()
    )


# Attempts 7 and 8 ---------------------------------------------------------------------------------------------------


def test_an_answer_to_another_question_is_refused(
    asked: Asked, held: str, wallet: Wallet, erlan: Client
) -> None:
    (question, first), (_other, second) = asked(), asked()
    one, another = wallet.request(first), wallet.request(second)
    shown = {"learned": [wallet.presented(held, one)]}
    assert refused(wallet.answer(one, shown, state=another["state"])) == "openid.state-mismatch"
    assert refused(
        wallet.answer(one, {"learned": [wallet.presented(held, one, nonce=another["nonce"])]})
    ) == ("credential.nonce-mismatch")
    other_audience = wallet.presented(held, one, aud="decentralized_identifier:did:web:other.example")
    assert refused(wallet.answer(one, {"learned": [other_audience]})).startswith("credential.")
    assert "not taken" in erlan.get(f"/en/wallets/asked/{question.public_id}/").content.decode()
    assert wallet.answer(one, shown).status_code == 200
    assert refused(wallet.answer(one, shown)) == "this request is over"


def test_five_refused_answers_end_a_question(asked: Asked, held: str, wallet: Wallet) -> None:
    _question, link = asked()
    wanted = wallet.request(link)
    for _ in range(5):
        refused(wallet.answer(wanted, {"learned": ["a~"]}))
    assert (
        refused(wallet.answer(wanted, {"learned": [wallet.presented(held, wanted)]}))
        == "this request is over"
    )


def test_on_the_same_device_only_the_browser_that_asked_sees_the_answer(
    asked: Asked, held: str, wallet: Wallet, erlan: Client, as_: Callable[[str], Client]
) -> None:
    question, link = asked(same_device=True)
    wanted = wallet.request(link)
    page = f"/en/wallets/asked/{question.public_id}/"
    back = wallet.answer(wanted, {"learned": [wallet.presented(held, wanted)]}).json()["redirect_uri"]
    assert "Data analysis" not in erlan.get(page).content.decode()
    parts = urlsplit(back)
    wrong = erlan.get(f"{parts.path}?response_code=invented", follow=True)
    assert wrong.status_code == 404
    assert erlan.get(f"{parts.path}?{parts.query}", follow=True).status_code == 200
    assert "Data analysis" in erlan.get(page).content.decode()
    assert erlan.get(f"{parts.path}?{parts.query}", follow=True).status_code == 404
    assert as_("erlan").get(page).status_code == as_("asel").get(page).status_code == 404


def test_an_answer_that_comes_back_to_a_stranger_is_erased(
    asked: Asked, held: str, wallet: Wallet, erlan: Client, as_: Callable[[str], Client]
) -> None:
    question, link = asked(same_device=True)
    wanted = wallet.request(link)
    back = urlsplit(
        wallet.answer(wanted, {"learned": [wallet.presented(held, wanted)]}).json()["redirect_uri"]
    )
    lured = as_("samal").get(f"{back.path}?{back.query}", follow=True)
    assert lured.status_code == 403
    question.refresh_from_db()
    assert question.answer is None
    assert erlan.get(f"{back.path}?{back.query}", follow=True).status_code == 404


# Attempts 9 to 11 ---------------------------------------------------------------------------------------------------


def test_what_was_not_asked_for_or_lacks_something_is_refused(
    asked: Asked, held: str, wallet: Wallet, issued: Any
) -> None:
    wanted = wallet.request(asked("name", "grade")[1])
    whole = wallet.presented(held, wanted, *NAMES, "assessment_grade")
    answers = {
        "openid.credential-not-asked": {"learned": [whole], "passport": [whole]},
        "openid.claim-missing": {"learned": [wallet.presented(held, wanted, *NAMES)]},
        "credential.key-binding-missing": {"learned": [held]},
    }
    for why, token in answers.items():
        assert refused(wallet.answer(wanted, token)) == why
    badge = bytes(issued.document).decode()
    assert refused(wallet.answer(wanted, {"learned": [badge]})).startswith(("openid.", "credential."))
    assert wallet.answer(wanted, {"learned": [whole]}).status_code == 200


def test_a_copy_shown_by_another_key_or_of_another_issuer_is_refused(
    asked: Asked, held: str, wallet: Wallet, now: datetime
) -> None:
    wanted = wallet.request(asked()[1])
    thief = Wallet(now, Key(99, KeyKind.P256))
    assert refused(thief.answer(wanted, {"learned": [thief.presented(held, wanted)]})) == (
        "credential.key-binding-invalid"
    )
    jwt, *rest = held.split("~")
    forged = "~".join([f"{jwt[:-6]}AAAAAA", *rest])
    assert refused(wallet.answer(wanted, {"learned": [wallet.presented(forged, wanted)]})) == (
        "credential.signature-invalid"
    )


def test_a_document_of_another_micro_qualification_or_type_is_refused(
    asked: Asked, held: str, wallet: Wallet
) -> None:
    one = MicroQualification.objects.get(code="data-analysis")
    question, link = asked(micro_qualification=one)
    assert wallet.request(link)["dcql_query"]["credentials"][0]["claims"][0]["values"]
    query = question.query
    for member, value, why in (
        ("claims", [{"path": ["achievement_title"], "values": ["Welding"]}], "openid.claim-value-not-asked"),
        ("meta", {"vct_values": ["urn:eu.europa.ec.eudi:learning:credential"]}, "openid.type-not-asked"),
    ):
        query["credentials"][0][member] = value
        Question.objects.filter(pk=question.pk).update(query=query, fetched_at=None)
        wanted = wallet.request(link)
        assert refused(wallet.answer(wanted, {"learned": [wallet.presented(held, wanted)]})) == why


def test_a_request_is_fetched_once_and_in_time(asked: Asked, wallet: Wallet) -> None:
    (_first, link), (late, over) = asked(), asked()
    wallet.request(link)
    refused(wallet.browser.get(sent_to(link, "request_uri")))
    Question.objects.filter(pk=late.pk).update(until=late.made_at)
    refused(wallet.browser.get(sent_to(over, "request_uri")))
    refused(wallet.browser.get("/wallets/request/invented"))
    refused(wallet.browser.post("/wallets/response/invented", {"vp_token": "{}"}))


def test_the_nonce_of_a_wallet_comes_back_in_the_request(asked: Asked, wallet: Wallet) -> None:
    link = asked()[1]
    got = wallet.browser.post(sent_to(link, "request_uri"), {"wallet_nonce": "w-1"})
    assert got["Content-Type"] == "application/oauth-authz-req+jwt"
    assert got.status_code == 200


def test_the_profile_names_the_asker_by_a_certificate(
    asked: Asked, held: str, wallet: Wallet, settings: Any, tmp_path: Path
) -> None:
    profile = {"wallet_profile": "haip"}
    settings.TANYM = settings.TANYM.model_copy(update=profile)
    with pytest.raises(Refused, match="certificate-missing"):
        asked()
    files = {"wallet_certificate": tmp_path / "chain.pem", "wallet_certificate_key": tmp_path / "key.pem"}
    files["wallet_certificate"].write_bytes(certificate("authority"))
    form = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    files["wallet_certificate_key"].write_bytes(SIGNER.private.private_bytes(*form))
    settings.TANYM = settings.TANYM.model_copy(update={**profile, **files})
    _question, link = asked()
    assert link.startswith("haip-vp://?client_id=x509_hash")
    wanted = wallet.request(link)
    assert wanted["client_id"].startswith("x509_hash:")
    assert wallet.answer(wanted, {"learned": [wallet.presented(held, wanted)]}).status_code == 200


# What is kept -------------------------------------------------------------------------------------------------------


def test_an_answer_is_erased_after_an_hour_or_at_once(
    asked: Asked, held: str, wallet: Wallet, erlan: Client, now: datetime
) -> None:
    (one, first), (two, second) = asked(), asked()
    for link in (first, second):
        wanted = wallet.request(link)
        wallet.answer(wanted, {"learned": [wallet.presented(held, wanted)]})
    assert erlan.post(f"/en/wallets/asked/{one.public_id}/close/").status_code == 302
    one.refresh_from_db()
    assert one.answer is None
    assert erlan.get(f"/en/wallets/asked/{one.public_id}/").status_code == 404
    forget(actor=None, at=now + timedelta(minutes=59))
    two.refresh_from_db()
    assert two.answer is not None
    forget(actor=None, at=now + timedelta(minutes=61))
    two.refresh_from_db()
    assert two.answer is None
    assert forget(actor=None, at=now + timedelta(days=2))
    assert not Question.objects.exists()


def test_one_sending_is_one_question(person: Callable[[str], Person], now: datetime) -> None:
    once = uuid.uuid4()

    def put(who: str = "erlan", body: str = "qaraghai", **how: Any) -> Question:
        return ask(
            actor=person(who), at=now, organisation=organisation(body), session="s", once=once,
            **{"claims": ["name"], "reason": "To hire.", "micro_qualification": None, **how},
        )  # fmt: skip

    assert put().pk == put().pk
    for wrong, code in (
        ({"reason": " "}, "wallet.no-reason"), ({"claims": ["iin"]}, "wallet.claim-unknown"),
        ({"prefix": "x509_hash"}, "wallet.way-unknown"), ({"mode": "fragment"}, "wallet.way-unknown"),
    ):  # fmt: skip
        with pytest.raises(InvalidValue, match=code):
            put(**wrong)
    with pytest.raises(NotPermitted):
        put("erlan", "zhetikol")
    qaraghai = organisation("qaraghai")
    qaraghai.confirmed = False
    with pytest.raises(Refused, match="not-confirmed"):
        ask(actor=person("erlan"), at=now, organisation=qaraghai, session="s", once=uuid.uuid4(),
            claims=[], reason="x", micro_qualification=None)  # fmt: skip
