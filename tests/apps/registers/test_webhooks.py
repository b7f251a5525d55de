"""Webhooks at a real server: proved, delivered in order, verified with others' code, tried again, switched off."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.management import call_command

from tanym.apps.accounts.models import Person
from tanym.apps.jobs.locks import held
from tanym.apps.letters.models import Letter
from tanym.apps.registers import sources
from tanym.apps.registers.actions.deliver import deliver
from tanym.apps.registers.actions.prove import MOST_TRIES, prove
from tanym.apps.registers.actions.redeliver import redeliver
from tanym.apps.registers.actions.renew_secret import renew_secret
from tanym.apps.registers.actions.subscribe import MOST, subscribe
from tanym.apps.registers.models import Delivery, Subscription
from tanym.apps.registers.webhooks import public_key, secrets
from tanym.core.kernel.errors import NotFound, NotPermitted, Refused
from tanym.core.registers.webhooks import GIVE_UP, PAUSES, shared_secret
from tests.apps.registers.receiver import Receiver
from tests.apps.registers.test_feeds import Written


@pytest.fixture
def providers(monkeypatch: pytest.MonkeyPatch) -> Written:
    kept = {name: Written(name) for name in ("providers", "agreements")}
    monkeypatch.setattr(sources, "_SOURCES", dict(kept))
    return kept["providers"]


@pytest.fixture
def subscribed(
    person: Callable[[str], Person], at: datetime, receiver: Receiver, providers: Written
) -> Subscription:
    made = subscribe(actor=person("askar"), at=at, address=receiver.address, registers=["providers"])
    proved = prove(actor=person("askar"), at=at, subscription=made)
    proved.cursor = 0
    proved.save()
    return proved


def _run(at: datetime) -> int:
    return deliver(clock=lambda: at)


def test_changes_arrive_in_order_and_verify_without_any_code_of_ours(
    subscribed: Subscription, receiver: Receiver, providers: Written, at: datetime
) -> None:
    for number in (3, 4, 7):
        providers.write(number, entries=2)
    sources.source("agreements").write(5)  # not asked for
    assert _run(at) == 6
    assert receiver.numbers() == [3, 3, 4, 4, 7, 7]
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key().removeprefix("whpk_")))
    shared = base64.b64decode(shared_secret(secrets(subscribed)[0]).removeprefix("whsec_"))
    for one in receiver.got:
        moment = one.headers["webhook-timestamp"]
        assert int(moment) == int(at.timestamp())
        content = f"{one.headers['webhook-id']}.{moment}.".encode() + one.body
        made = dict(part.split(",", 1) for part in one.headers["webhook-signature"].split(" "))
        key.verify(base64.b64decode(made["v1a"]), content)
        assert base64.b64decode(made["v1"]) == hmac.new(shared, content, hashlib.sha256).digest()
    first = receiver.got[0].said
    assert first["type"] == "registers.providers.suspended"
    assert first["subscription"] == str(subscribed.public_id)
    assert first["data"]["since"] == "2026-11-01"
    assert len({one.headers["webhook-id"] for one in receiver.got}) == 6
    assert _run(at) == 0
    providers.write(9)
    with held(f"webhook-{subscribed.public_id}"):  # another run is at it
        assert _run(at) == 0
    said = StringIO()
    call_command("webhooks", stdout=said)
    assert said.getvalue().strip() == "1"


def test_a_server_that_fails_is_tried_again_with_growing_pauses_and_nothing_is_overtaken(
    subscribed: Subscription, receiver: Receiver, providers: Written, at: datetime
) -> None:
    providers.write(3)
    providers.write(4)
    receiver.statuses = {3: 500}
    assert _run(at) == 0
    assert _run(at + timedelta(seconds=4)) == 0
    assert receiver.numbers() == [3]
    now = at
    for pause in PAUSES[:3]:
        now += pause
        _run(now)
    assert receiver.numbers() == [3, 3, 3, 3]
    first, *_, last = receiver.got
    assert first.headers["webhook-id"] == last.headers["webhook-id"]
    assert first.body == last.body
    assert int(last.headers["webhook-timestamp"]) == int(now.timestamp())
    receiver.statuses = {}
    assert _run(now + PAUSES[3]) == 2
    assert receiver.numbers()[-2:] == [3, 4]
    assert Subscription.objects.get().failing_since is None


def test_a_message_that_is_never_taken_becomes_a_dead_letter_and_can_be_sent_by_hand(
    subscribed: Subscription, receiver: Receiver, providers: Written, at: datetime
) -> None:
    providers.write(3)
    providers.write(4)
    receiver.statuses = {3: 422}
    now = at
    for pause in (timedelta(), *PAUSES):
        now += pause
        _run(now)
    assert receiver.numbers() == [3] * 10
    (dead,) = Delivery.objects.filter(state="dead")
    assert (dead.act, dead.tries, dead.status) == (3, 10, 422)
    assert _run(now) == 1  # the next one is not held up any more
    assert redeliver(actor=subscribed.by, at=now, delivery=dead) is False
    receiver.statuses = {}
    assert redeliver(actor=subscribed.by, at=now, delivery=dead) is True
    dead.refresh_from_db()
    assert dead.state == "delivered"
    with pytest.raises(Refused, match=r"subscription\.not-dead"):
        redeliver(actor=subscribed.by, at=now, delivery=dead)


def test_an_address_that_fails_for_days_is_switched_off_with_a_letter_and_goes_on_where_it_was(
    subscribed: Subscription, receiver: Receiver, providers: Written, at: datetime
) -> None:
    receiver.status = 503
    now = at
    for number in range(1, 60):
        providers.write(number)
    while now < at + GIVE_UP + timedelta(days=1):
        _run(now)
        now += timedelta(hours=6)
    kept = Subscription.objects.get()
    assert kept.state == "off"
    (letter,) = Letter.objects.filter(to=subscribed.by, about__startswith="registers.subscription:")
    assert receiver.address in letter.body["kk"]
    tried = len(receiver.got)
    _run(now)
    assert len(receiver.got) == tried
    receiver.status = 200
    prove(actor=kept.by, at=now, subscription=kept)
    _run(now)
    _run(now + timedelta(days=1))
    taken = set(Delivery.objects.filter(state="delivered").values_list("act", flat=True))
    dead = set(Delivery.objects.filter(state="dead").values_list("act", flat=True))
    assert taken | dead == set(range(1, 60))
    assert not taken & dead


def test_an_address_that_says_it_is_gone_is_switched_off_at_once(
    subscribed: Subscription, receiver: Receiver, providers: Written, at: datetime
) -> None:
    receiver.status = 410
    providers.write(1)
    _run(at)
    assert Subscription.objects.get().state == "off"


def test_a_crash_after_sending_sends_again_under_the_same_identifier(
    subscribed: Subscription,
    receiver: Receiver,
    providers: Written,
    at: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    providers.write(1, entries=3)
    with monkeypatch.context() as broken:
        broken.setattr("tanym.apps.registers.delivering._taken", _crash)
        for _ in range(2):
            with pytest.raises(KeyboardInterrupt):
                _run(at)
    _run(at)
    ids = [one.headers["webhook-id"] for one in receiver.got]
    assert ids[0] == ids[1] == ids[2]
    assert len(ids) == 5
    assert len(set(ids)) == 3


def _crash(*_: object) -> None:
    raise KeyboardInterrupt


def test_nothing_is_sent_before_the_address_has_given_the_challenge_back(
    person: Callable[[str], Person], at: datetime, receiver: Receiver, providers: Written
) -> None:
    made = subscribe(actor=person("askar"), at=at, address=receiver.address)
    providers.write(1)
    assert _run(at) == 0
    for echo in (b"", b"{}", b'{"challenge": 5}', "сөз".encode(), b"[1]"):
        receiver.echo = lambda _, given=echo: given
        with pytest.raises(Refused, match=r"subscription\.not-proved"):
            prove(actor=made.by, at=at, subscription=made)
    assert Subscription.objects.get().state == "unproved"
    receiver.echo = str.encode
    proved = prove(actor=made.by, at=at, subscription=made)
    assert proved.active
    assert proved.cursor > 0  # only what comes from now on
    Subscription.objects.update(state="unproved", proof_tries=MOST_TRIES)
    made.refresh_from_db()
    with pytest.raises(Refused, match=r"subscription\.too-many-tries"):
        prove(actor=made.by, at=at, subscription=made)


def test_who_may_subscribe_and_to_what(
    person: Callable[[str], Person], at: datetime, receiver: Receiver, providers: Written
) -> None:
    askar = person("askar")
    with pytest.raises(NotPermitted):
        subscribe(actor=person("aigul"), at=at, address=receiver.address)
    for address in ("https://10.0.0.1/", "http://receiver.example/", "https://user@receiver.example/"):
        with pytest.raises(Refused, match=r"webhook\.address"):
            subscribe(actor=askar, at=at, address=address)
    with pytest.raises(NotFound):
        subscribe(actor=askar, at=at, address=receiver.address, registers=["nothing"])
    made = subscribe(actor=askar, at=at, address=receiver.address)
    with pytest.raises(Refused, match=r"subscription\.there-already"):
        subscribe(actor=askar, at=at, address=receiver.address)
    for number in range(MOST - 1):
        subscribe(actor=askar, at=at, address=f"{receiver.address}/{number}")
    with pytest.raises(Refused, match=r"subscription\.too-many"):
        subscribe(actor=askar, at=at, address=f"{receiver.address}/more")
    with pytest.raises(NotPermitted):
        prove(actor=person("arman"), at=at, subscription=made)


def test_a_new_secret_takes_the_place_of_the_old_one_at_the_second_renewal(
    subscribed: Subscription, receiver: Receiver, providers: Written, at: datetime
) -> None:
    (old,) = secrets(subscribed)
    renewed = renew_secret(actor=subscribed.by, at=at, subscription=subscribed, revision=subscribed.revision)
    with pytest.raises(Refused, match=r"changed-meanwhile"):
        renew_secret(actor=subscribed.by, at=at, subscription=subscribed, revision=subscribed.revision)
    new, before = secrets(renewed)
    assert new != before == old
    assert len(new) == 32
    again = renew_secret(actor=subscribed.by, at=at, subscription=renewed, revision=renewed.revision)
    assert old not in secrets(again)
