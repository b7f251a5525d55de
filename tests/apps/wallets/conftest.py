"""A document to put into a wallet, an offer of it, and who asks for it."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tanym.adapters.signing.certified import SampleAuthority
from tanym.apps.accounts.models import Person
from tanym.apps.credentials.models import Credential
from tanym.apps.organisations.queries import organisation
from tanym.apps.wallets.actions.ask import ask
from tanym.apps.wallets.actions.know_wallet import know_wallet
from tanym.apps.wallets.actions.offer import offer
from tanym.apps.wallets.asking import link_of
from tanym.apps.wallets.certifying import sample_certificates
from tanym.apps.wallets.codes import digest_of, transaction_code
from tanym.apps.wallets.configurations import address
from tanym.apps.wallets.models import Offer, Question
from tanym.apps.wallets.views_of_asking import KEY
from tanym.core.credentials.openid.offers import offer_link
from tests.apps.credentials.conftest import award, issued  # noqa: F401
from tests.apps.wallets.haip import BACK, CLIENT, HaipWallet, Maker
from tests.apps.wallets.wallet import Wallet

SECRET = "a secret of the browser that asks"


@pytest.fixture
def now() -> datetime:
    """Now: wallets and their servers compare clocks."""
    return timezone.localtime()


@pytest.fixture
def wallet(now: datetime) -> Wallet:
    """Aigul's wallet."""
    return Wallet(now)


@pytest.fixture
def offered(issued: Credential, now: datetime) -> Offer:  # noqa: F811
    """Aigul's document, offered to a wallet by a code."""
    return offer(
        actor=issued.holder, at=now, credential=issued, configuration="learning-credential", way="code"
    )


@pytest.fixture
def held(offered: Offer, wallet: Wallet) -> str:
    """Aigul's document, in her wallet."""
    return wallet.take(link(offered), transaction_code(offered))


def link(offered: Offer) -> str:
    """The link that opens a wallet with an offer."""
    return offer_link(address("wallets-offer", offered.reference))


@pytest.fixture
def asked(person: Callable[[str], Person], now: datetime) -> Callable[..., tuple[Question, str]]:
    """Erlan of the furniture works asks, in a browser whose secret is SECRET: the question and its link."""

    def put(*claims: str, **how: Any) -> tuple[Question, str]:
        made = ask(
            actor=person("erlan"), at=now, organisation=organisation("qaraghai"), claims=claims,
            reason="We look for somebody who reads data.", session=digest_of(SECRET), once=uuid.uuid4(),
            **{"micro_qualification": None, **how},
        )  # fmt: skip
        return made, link_of(made)

    return put


@pytest.fixture
def erlan(as_: Callable[[str], Client]) -> Client:
    """Erlan's browser, in which the questions of `asked` were put."""
    browser = as_("erlan")
    session = browser.session
    session[KEY] = SECRET
    session.save()
    return browser


@pytest.fixture
def maker(tmp_path: Path, now: datetime) -> Maker:
    """The maker of the wallet, and the authority that vouches for makers."""
    return Maker(SampleAuthority(tmp_path / "makers", now))


@pytest.fixture
def haip(
    issued: Credential,  # noqa: F811
    settings: Any,
    maker: Maker,
    tmp_path: Path,
    now: datetime,
) -> Iterator[None]:
    """This installation speaks with wallets by HAIP, and knows one make of wallets."""
    made = sample_certificates(now)
    roots = tmp_path / "makers.pem"
    roots.write_bytes(maker.authority.root)
    changes = {
        "wallet_profile": "haip",
        "wallet_certificate": made["TANYM_WALLET_CERTIFICATE"],
        "wallet_certificate_key": made["TANYM_WALLET_CERTIFICATE_KEY"],
        "wallet_providers": roots,
    }
    settings.TANYM = settings.TANYM.model_copy(update=changes)
    know_wallet(actor=None, at=now, client_id=CLIENT, name="Wallet of the tests", redirect_uris=[BACK])
    yield
    for folder in ("certificates", "sample-authority", "seals/roots"):
        shutil.rmtree(settings.TANYM.var / folder)


@pytest.fixture
def phone(haip: None, maker: Maker, now: datetime, as_: Callable[[str], Client]) -> HaipWallet:
    """Aigul's telephone."""
    return HaipWallet(now, maker=maker, signed_in=as_("aigul"))


@pytest.fixture
def haip_link(haip: None, issued: Credential, now: datetime) -> str:  # noqa: F811
    """The link to Aigul's document, offered to a wallet in which she signs in."""
    made = offer(
        actor=issued.holder, at=now, credential=issued, configuration="learning-credential", way="sign-in"
    )
    return offer_link(address("wallets-offer", made.reference), "haip-vci://")


@pytest.fixture
def asks(haip: None, person: Callable[[str], Person], now: datetime) -> Callable[..., Question]:
    """Erlan asks, on the device where the wallet is."""

    def put(same_device: bool = True) -> Question:
        return ask(
            actor=person("erlan"), at=now, organisation=organisation("qaraghai"), claims=["name"],
            reason="We look for somebody who reads data.", session=digest_of(SECRET), once=uuid.uuid4(),
            micro_qualification=None, same_device=same_device,
        )  # fmt: skip

    return put
