"""A document to put into a wallet, an offer of it, and who asks for it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.credentials.models import Credential
from tanym.apps.organisations.queries import organisation
from tanym.apps.wallets.actions.ask import ask
from tanym.apps.wallets.actions.offer import offer
from tanym.apps.wallets.asking import link_of
from tanym.apps.wallets.codes import digest_of, transaction_code
from tanym.apps.wallets.configurations import address
from tanym.apps.wallets.models import Offer, Question
from tanym.apps.wallets.views_of_asking import KEY
from tanym.core.credentials.openid.offers import offer_link
from tests.apps.credentials.conftest import award, issued  # noqa: F401
from tests.apps.wallets.wallet import Wallet

SECRET = "a secret of the browser that asks"


@pytest.fixture
def now() -> datetime:
    """Now: wallets and their servers compare clocks."""
    return timezone.now()


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
