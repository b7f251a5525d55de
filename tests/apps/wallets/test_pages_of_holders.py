"""What a holder sees and does: the offer with its code and digits, the copies, taking one back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.verification import verify
from tanym.apps.oauth.models import Client as Program
from tanym.apps.site.actions.load_wallets import load_wallets
from tanym.apps.wallets.actions.offer import offer
from tanym.apps.wallets.models import Copy, Offer
from tanym.core.credentials.checks import Name
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tests.apps.wallets.conftest import link
from tests.apps.wallets.wallet import Wallet

pytestmark = pytest.mark.django_db

CHOICE = {"configuration": "learning-credential", "way": "code"}


def test_a_holder_goes_from_the_document_to_the_code_and_takes_the_copy_back(
    issued: Credential, wallet: Wallet, as_: Callable[[str], Client], now: datetime
) -> None:
    aigul, page = as_("aigul"), f"/en/wallets/documents/{issued.public_id}/"
    assert page in aigul.get(f"/en/documents/{issued.public_id}/").content.decode()
    assert "No wallet has this document yet" in aigul.get(page).content.decode()
    made = aigul.post(page, CHOICE)
    assert aigul.post(page, CHOICE)["Location"] == made["Location"]  # a double click is one offer
    shown = aigul.get(made["Location"]).content.decode()
    digits = re.search(r'"digits"><code>(\d{6})<', shown)
    assert digits is not None
    assert "<svg" in shown
    assert digits[1] not in link(Offer.objects.get())
    held = wallet.take(link(Offer.objects.get()), digits[1])
    assert "The wallet has it" in aigul.get(made["Location"]).content.decode()
    assert "In a wallet since" in aigul.get("/en/wallets/").content.decode()

    copy, back = Copy.objects.get(), "/en/wallets/copies/{}/take-back/"
    for stranger in ("samal", "zhanar"):
        assert as_(stranger).post(back.format(copy.public_id)).status_code == 404
    for _ in range(2):
        assert aigul.post(back.format(copy.public_id)).status_code == 302
    assert "Taken back on" in aigul.get(page).content.decode()
    status = verify(held.encode(), now + timedelta(minutes=1)).check(Name.STATUS)
    assert status is not None
    assert status.code == "credential.revoked"
    document = verify(bytes(issued.document), now + timedelta(minutes=1)).check(Name.STATUS)
    assert document is not None
    assert document.code == "credential.not-revoked"


def test_a_withdrawn_offer_cannot_be_taken_and_another_ends_the_first(
    offered: Offer, wallet: Wallet, issued: Credential, as_: Callable[[str], Client], now: datetime
) -> None:
    second = offer(actor=issued.holder, at=now, credential=issued, configuration="open-badge", way="code")
    offered.refresh_from_db()
    assert offered.withdrawn_at is not None
    address = f"/en/wallets/offers/{second.public_id}/withdraw/"
    assert as_("samal").post(address).status_code == 404
    assert as_("aigul").post(address).status_code == as_("aigul").post(address).status_code == 302
    assert wallet.browser.get(f"/wallets/offer/{second.reference}").status_code == 404
    assert (
        "The code was withdrawn"
        in as_("aigul").get(f"/en/wallets/offers/{second.public_id}/").content.decode()
    )


def test_an_offer_is_refused_where_it_makes_no_sense(
    issued: Credential, person: Callable[[str], Person], now: datetime, settings: Any
) -> None:
    def made(who: str = "aigul", configuration: str = "learning-credential", way: str = "code") -> Offer:
        return offer(actor=person(who), at=now, credential=issued, configuration=configuration, way=way)

    with pytest.raises(NotPermitted):
        made("samal")
    for wrong in ({"configuration": "mso_mdoc"}, {"way": "post"}):
        with pytest.raises(InvalidValue, match="form-unknown"):
            made(**wrong)
    settings.TANYM = settings.TANYM.model_copy(update={"wallet_profile": "haip"})
    with pytest.raises(Refused, match="way-closed"):
        made()
    with pytest.raises(Refused, match="certificate-missing"):
        made(way="sign-in")
    assert made(configuration="open-badge", way="sign-in").way == "sign-in"
    Credential.objects.update(suspended_at=now)
    with pytest.raises(Refused, match="not-in-force"):
        made(configuration="open-badge", way="sign-in")


def test_the_sample_country_has_a_copy_on_a_lost_telephone(
    issued: Credential, as_: Callable[[str], Client]
) -> None:
    load_wallets()
    load_wallets()
    assert Copy.objects.get().program == "Example wallet"
    assert "Example wallet" in as_("aigul").get("/kk/wallets/").content.decode()


def test_an_operator_makes_a_wallet_known_and_tidies_up(offered: Offer, capsys: Any) -> None:
    call_command("wallets", "--know", "w.example", "--redirect", "w.example:/back", "--tidy")
    assert "w.example" in capsys.readouterr().out
    known = Program.objects.get(client_id="w.example")
    assert (known.auth_method, known.redirect_uris) == ("none", ["w.example:/back"])
    assert Offer.objects.exists()
